//! `huisheng`: the city's server, and what its keeper does by hand.

mod keeper;

use anyhow::{Context, Result, bail};
use backend::app::{Opened, Running};
use backend::config::Config;
use backend::seed;
use backend::tally::{Folder, Recount};
use backend::telling::mail::MailConfig;
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::tally::Rule;
use std::io::{BufWriter, ErrorKind, IsTerminal, Write};
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tracing_subscriber::EnvFilter;
use voice::Listener;

/// Bodies and pages come and go across threads all the time, and each password takes 19 MiB for a moment: this one
/// gives memory back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "huisheng", version, about)]
struct Program {
    /// How logs are written to standard error; what is in them is chosen by RUST_LOG.
    #[arg(long, global = true, value_enum, default_value_t = LogFormat::Compact)]
    log: LogFormat,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
enum LogFormat {
    Compact,
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the city. Prints one line of JSON, {"listening":"http://…"}, when ready.
    Serve(Serve),
    /// Fill a data directory while no server runs on it.
    Seed(Seed),
    /// Give and take accounts and roles, whether a server runs or not.
    Admin(keeper::Admin),
    /// Give and take the keys of systems that file for other people (GeoReport v2), whether a server runs or not.
    Keys(keeper::Keys),
    /// Have systems of departments called with every step (Standard Webhooks), whether a server runs or not.
    Hooks(keeper::Hooks),
    /// List what people and systems could not be told of, a line of JSON each.
    Deliveries {
        #[arg(long)]
        data: PathBuf,
    },
    /// Count the papers in a file again: a pabulib file, a PrefLib file or a table of papers.
    Tally(Tally),
    /// Print the description of the interface (OpenAPI).
    Openapi,
}

#[derive(Args)]
struct Serve {
    /// Directory of the database and the keys; made where there is none.
    #[arg(long)]
    data: PathBuf,
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// 0 lets the system choose.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Directory of the built web app; unless told, `web` beside this program, where there is one.
    #[arg(long)]
    web: Option<PathBuf>,
    /// The map of the city, a file of PMTiles; unless told, `map.pmtiles` in the data directory or the one that the web app
    /// brings.
    #[arg(long, env = "HUISHENG_MAP")]
    map: Option<PathBuf>,
    /// The model by which speech is turned into words for browsers: a file, or the folder that holds it; unless told,
    /// `voice` in the data directory.
    #[arg(long, env = "HUISHENG_VOICE_MODEL")]
    voice_model: Option<PathBuf>,
    /// Where the bytes of files are kept: `s3://bucket` of any store that speaks S3, reached as the environment's AWS_…
    /// says; unless told, `files` in the data directory.
    #[arg(long, env = "HUISHENG_FILES")]
    files: Option<String>,
    /// Where letters go out: `smtps://USER:PASSWORD@HOST:465` or `smtp://HOST:25?tls=required`. Without it none do.
    #[arg(long, env = "HUISHENG_SMTP", hide_env_values = true, requires_all = ["mail_from", "public_url"])]
    smtp: Option<String>,
    /// Who letters are from: an address, or `NAME <ADDRESS>`.
    #[arg(long, env = "HUISHENG_MAIL_FROM")]
    mail_from: Option<String>,
    /// Where people find the city: `https://…`; for the links in letters, and for push services, some of which take
    /// nothing of a city that does not say it.
    #[arg(long, env = "HUISHENG_PUBLIC_URL")]
    public_url: Option<String>,
    /// Fill an empty data directory with the demo city, and print its sign-ins.
    #[arg(long)]
    demo: bool,
}

#[derive(Args)]
struct Seed {
    #[arg(long)]
    data: PathBuf,
    /// The demo city.
    #[arg(long)]
    demo: bool,
    /// Statements and votes of a Polis conversation, from the directory of its comments.csv and
    /// participants-votes.csv.
    #[arg(long)]
    polis: Option<PathBuf>,
    /// So many made-up proposals, to measure with.
    #[arg(long)]
    proposals: Option<u32>,
}

#[derive(Args)]
struct Tally {
    /// The file; `-` is standard input. Of a folder every file is counted and held against the winners it names.
    file: PathBuf,
    /// How to count; unless told, as the file says.
    #[arg(long)]
    rule: Option<Rule>,
    /// How many win, where no budget is spent; unless told, as the file says, else one.
    #[arg(long)]
    seats: Option<NonZeroUsize>,
    /// Print the result and its account as JSON.
    #[arg(long)]
    json: bool,
    /// Say on standard error how many seconds it took to read, parse and count a file.
    #[arg(long)]
    times: bool,
}

fn main() -> Result<ExitCode> {
    let program = Program::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match program.log {
        LogFormat::Compact => logs.compact().init(),
        LogFormat::Json => logs.json().init(),
    }
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime does not start")?
        .block_on(run(program.command))
}

async fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve(arguments) => serve(arguments).await?,
        Command::Seed(arguments) => seed(arguments).await?,
        Command::Admin(arguments) => keeper::admin(arguments).await?,
        Command::Keys(arguments) => keeper::keys(arguments).await?,
        Command::Hooks(arguments) => keeper::hooks(arguments).await?,
        Command::Deliveries { data } => keeper::deliveries(&data).await?,
        Command::Tally(arguments) => return tally(&arguments),
        Command::Openapi => println!("{}", backend::http::openapi().to_pretty_json()?),
    }
    Ok(ExitCode::SUCCESS)
}

async fn serve(arguments: Serve) -> Result<()> {
    // Asked for before anything is begun: a stop that comes early must find somebody who listens.
    let stop = stop_signal()?;
    let config = Config {
        listen: SocketAddr::new(arguments.host, arguments.port),
        web: arguments.web.or_else(web_beside),
        map: arguments.map,
        files: arguments.files,
        listener: listener(arguments.voice_model, &arguments.data)?,
        public_url: arguments.public_url.clone(),
        mail: match (arguments.smtp, arguments.mail_from, arguments.public_url) {
            (Some(smtp), Some(from), Some(public_url)) => Some(MailConfig {
                smtp,
                from,
                public_url,
            }),
            _ => None,
        },
        ..Config::new(arguments.data)
    };
    let opened = Opened::open(&config).await?;
    if arguments.demo {
        if seed::demo(opened.app()).await? {
            tracing::info!("the demo city is there");
        }
        for (login, password, part) in seed::demo_sign_ins() {
            eprintln!("{part}: {login} / {password}");
        }
    }
    let running = Running::start(opened, &config).await?;
    // A closed standard output is no reason to stop serving.
    let _ = writeln!(
        std::io::stdout(),
        "{{\"listening\":\"http://{}\"}}",
        running.address()
    );
    let _ = std::io::stdout().flush();
    stop.await;
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}

async fn seed(arguments: Seed) -> Result<()> {
    if !arguments.demo && arguments.polis.is_none() && arguments.proposals.is_none() {
        bail!("nothing to seed: give --demo, --polis or --proposals");
    }
    let opened = Opened::open(&Config::new(arguments.data)).await?;
    let app = opened.app();
    if arguments.demo {
        let filled = seed::demo(app).await?;
        eprintln!(
            "{}",
            if filled {
                "the demo city is there"
            } else {
                "not empty: left as it is"
            }
        );
    }
    if let Some(folder) = &arguments.polis {
        let loaded = seed::polis(app, folder).await?;
        eprintln!(
            "{} statements and {} supports are new",
            loaded.statements, loaded.supports
        );
    }
    if let Some(count) = arguments.proposals {
        seed::synthetic(app, count, |done| eprintln!("{done} of {count}")).await?;
    }
    seed::finish(app).await?;
    opened.close().await;
    Ok(())
}

/// A file that can't be counted ends the program with 1; with `--json` its reason is JSON too.
fn tally(arguments: &Tally) -> Result<ExitCode> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let counted = if arguments.file.is_dir() {
        Folder::of(&arguments.file, arguments.rule).map(|folder| match arguments.json {
            true => folder.write_json(&mut out),
            false => folder.write_table(&mut out),
        })
    } else {
        Recount::of(&arguments.file, arguments.rule, arguments.seats).map(|recount| {
            match arguments.json {
                true => recount.write_json(&mut out)?,
                false => recount.write_table(&mut out)?,
            }
            match arguments.times {
                true => recount.write_times(&mut std::io::stderr().lock()),
                false => Ok(()),
            }
        })
    };
    let (written, code) = match counted {
        Ok(written) => (written, ExitCode::SUCCESS),
        Err(failure) => {
            eprintln!(
                "{}: {failure} ({})",
                arguments.file.display(),
                failure.problem().code
            );
            let written = if arguments.json {
                failure.write_json(&mut out)
            } else {
                Ok(())
            };
            (written, ExitCode::FAILURE)
        }
    };
    match written.and_then(|()| out.flush()) {
        // Who reads may stop before the end.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(code),
    }
}

/// Who turns speech into words, where there is a model.
#[cfg(feature = "hear")]
fn listener(told: Option<PathBuf>, data: &Path) -> Result<Option<Arc<Listener>>> {
    use voice::{Whisper, model};
    let place = told.unwrap_or_else(|| data.join("voice"));
    let model = match model::find(&place) {
        Ok(model) => model,
        Err(why) => {
            tracing::info!(%why, "speech is not turned into words for browsers");
            return Ok(None);
        }
    };
    tracing::info!(model = %model.display(), "speech is turned into words for browsers");
    let listener = Listener::start(move || Whisper::load(&model))?;
    listener.warm_up();
    Ok(Some(Arc::new(listener)))
}

/// Nobody: the engine is not in this program.
#[cfg(not(feature = "hear"))]
#[allow(clippy::unnecessary_wraps, reason = "the other one may fail")]
fn listener(told: Option<PathBuf>, _data: &Path) -> Result<Option<Arc<Listener>>> {
    if told.is_some() {
        tracing::warn!("this program was built without the feature `hear`: speech is not turned into words");
    }
    Ok(None)
}

/// The app where a finished installation has it, or where it is built.
fn web_beside() -> Option<PathBuf> {
    let program = std::env::current_exe().ok();
    let beside = program.and_then(|program| Some(program.parent()?.join("web")));
    let built = PathBuf::from("target/web");
    [beside, Some(built)]
        .into_iter()
        .flatten()
        .find(|folder| folder.join("index.html").is_file())
}

/// Comes when the program is asked to stop (SIGTERM, SIGINT).
fn stop_signal() -> Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        Ok(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
