//! What the city's keeper does by hand, whether a server runs or not: accounts, the keys of systems that file, the systems
//! that are called, and what could not be told.

use anyhow::{Result, bail};
use backend::admin::{Given, Office};
use clap::{Args, Subcommand};
use domain::id::DepartmentId;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub(super) struct Admin {
    #[arg(long)]
    data: PathBuf,
    #[command(subcommand)]
    command: AdminCommand,
}

#[derive(Subcommand)]
enum AdminCommand {
    /// Make an account; its password is the first line of standard input.
    CreateAccount {
        #[arg(long)]
        login: String,
        #[arg(long, required = true)]
        password_stdin: bool,
        #[arg(long)]
        name: Option<String>,
        /// coordinator:AREA, officer:DEPARTMENT or administrator; can be given several times.
        #[arg(long)]
        role: Vec<Given>,
    },
    /// Give an account a role.
    Grant {
        #[arg(long)]
        login: String,
        #[arg(long, required = true)]
        role: Vec<Given>,
    },
    /// Take a role from an account.
    Revoke {
        #[arg(long)]
        login: String,
        #[arg(long, required = true)]
        role: Vec<Given>,
    },
    /// List the accounts that have roles, a line of JSON each.
    List,
}

#[derive(Args)]
pub(super) struct Keys {
    #[arg(long)]
    data: PathBuf,
    #[command(subcommand)]
    command: KeysCommand,
}

#[derive(Subcommand)]
enum KeysCommand {
    /// Make a key for the system of this name, and print it: it is told this once. What the system files is signed with
    /// the name. A name can have several keys.
    Add { name: String },
    /// List the systems that have keys, or had them, a line of JSON each.
    List,
    /// End every key of the system of this name. What it filed stays.
    Revoke { name: String },
}

#[derive(Args)]
pub(super) struct Hooks {
    #[arg(long)]
    data: PathBuf,
    #[command(subcommand)]
    command: HooksCommand,
}

#[derive(Subcommand)]
enum HooksCommand {
    /// Call this address, and print the key by which its calls are known to be ours: it is told this once.
    Add {
        url: String,
        /// Only with the steps of what this department leads or shares.
        #[arg(long)]
        department: Option<String>,
    },
    /// List the addresses that are called, or were, a line of JSON each.
    List,
    /// Call an address no more.
    End { id: String },
}

pub(super) async fn admin(arguments: Admin) -> Result<()> {
    let office = Office::open(&arguments.data).await?;
    match arguments.command {
        AdminCommand::CreateAccount {
            login, name, role, ..
        } => {
            let mut password = String::new();
            std::io::stdin().read_line(&mut password)?;
            let password = password.trim_end_matches(['\r', '\n']).to_owned();
            let me = office.create(&login, password, name, role).await?;
            println!("{}", serde_json::to_string(&me)?);
        }
        AdminCommand::Grant { login, role } => {
            println!("{}", serde_json::to_string(&office.grant(&login, role).await?)?);
        }
        AdminCommand::Revoke { login, role } => {
            println!("{}", serde_json::to_string(&office.revoke(&login, role).await?)?);
        }
        AdminCommand::List => {
            for me in office.list().await? {
                println!("{}", serde_json::to_string(&me)?);
            }
        }
    }
    office.close().await;
    Ok(())
}

pub(super) async fn keys(arguments: Keys) -> Result<()> {
    let office = Office::open(&arguments.data).await?;
    match arguments.command {
        KeysCommand::Add { name } => println!("{}", serde_json::to_string(&office.add_key(&name).await?)?),
        KeysCommand::List => {
            for filer in office.filers().await? {
                println!("{}", serde_json::to_string(&filer)?);
            }
        }
        KeysCommand::Revoke { name } => {
            if !office.revoke_keys(&name).await? {
                bail!("no system of this name has a key: {name}");
            }
        }
    }
    office.close().await;
    Ok(())
}

pub(super) async fn hooks(arguments: Hooks) -> Result<()> {
    let office = Office::open(&arguments.data).await?;
    match arguments.command {
        HooksCommand::Add { url, department } => {
            let department = department.map(|id| DepartmentId::from(id.as_str()));
            println!(
                "{}",
                serde_json::to_string(&office.add_hook(&url, department).await?)?
            );
        }
        HooksCommand::List => {
            for hook in office.hooks().await? {
                println!("{}", serde_json::to_string(&hook)?);
            }
        }
        HooksCommand::End { id } => {
            if !office.end_hook(&id).await? {
                bail!("no address of this id is called: {id}");
            }
        }
    }
    office.close().await;
    Ok(())
}

pub(super) async fn deliveries(data: &Path) -> Result<()> {
    let office = Office::open(data).await?;
    for delivery in office.troubled_deliveries().await? {
        println!("{}", serde_json::to_string(&delivery)?);
    }
    office.close().await;
    Ok(())
}
