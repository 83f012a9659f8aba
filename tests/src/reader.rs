//! What a screen reader is given of the desktop window: the tree that the system's own interface for assistive
//! programs (AT-SPI) hands out, asked for over the bus as Orca asks for it.

mod audit;
mod thing;

pub use thing::Thing;

use crate::page::Page;
use crate::wait;
use anyhow::{Context, Result};
use futures::future::{BoxFuture, FutureExt, try_join_all};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Type};
use zbus::{Connection, connection};

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// Where a thing is: the name of its program on the bus, and a path.
type Place = (String, OwnedObjectPath);

/// A screen reader at one window.
#[derive(Debug)]
pub struct Reader {
    bus: Connection,
}

impl Reader {
    /// Sits down at a window that hands out its tree ([`crate::window::Computer::with_a_reader`]).
    ///
    /// # Errors
    /// Where the system's interface for assistive programs does not answer.
    pub async fn at(page: &Page) -> Result<Self> {
        let session = page.program().variable("DBUS_SESSION_BUS_ADDRESS")?;
        let session = connection::Builder::address(session.as_str())?.build().await?;
        let interface = Some("org.a11y.Bus");
        let address = session
            .call_method(interface, "/org/a11y/bus", interface, "GetAddress", &())
            .await?;
        let address: String = address.body().deserialize()?;
        let bus = connection::Builder::address(address.as_str())?.build().await?;
        Ok(Self { bus })
    }

    /// Everything that is handed out of the page that is shown.
    ///
    /// # Errors
    /// Where the window hands out no page.
    pub async fn page(&self) -> Result<Thing> {
        let root = OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root")?;
        wait::until("a page for the screen reader", async || {
            let root = ("org.a11y.atspi.Registry".to_owned(), root.clone());
            let desktop = self.thing(root).await?;
            let page = desktop.find(|thing| thing.role == "document web").cloned();
            let page = page.with_context(|| format!("handed out is only\n{}", desktop.transcript()))?;
            Ok(Some(page))
        })
        .await
    }

    fn thing(&self, place: Place) -> BoxFuture<'_, Result<Thing>> {
        async move {
            let said = async |name| -> Result<OwnedValue> {
                self.ask(&place, PROPERTIES, "Get", &(ACCESSIBLE, name)).await
            };
            let name = String::try_from(said("Name").await?)?;
            let description = String::try_from(said("Description").await?)?;
            let role = self.ask(&place, ACCESSIBLE, "GetRole", &()).await?;
            let states = self.ask(&place, ACCESSIBLE, "GetState", &()).await?;
            let attributes = self.ask(&place, ACCESSIBLE, "GetAttributes", &()).await?;
            let mut children: Vec<Place> = self.ask(&place, ACCESSIBLE, "GetChildren", &()).await?;
            // The web view is a program of its own, plugged into the window: only who asks for it by number is told.
            if children.is_empty() && i32::try_from(said("ChildCount").await?)? > 0 {
                children.push(self.ask(&place, ACCESSIBLE, "GetChildAtIndex", &(0,)).await?);
            }
            let children = try_join_all(children.into_iter().map(|child| self.thing(child))).await?;
            Ok(Thing::new(role, name, description, states, attributes, children))
        }
        .boxed()
    }

    async fn ask<T: DeserializeOwned + Type>(
        &self,
        (program, path): &Place,
        interface: &str,
        method: &str,
        arguments: &(impl Serialize + DynamicType),
    ) -> Result<T> {
        let program = Some(program.as_str());
        let answer = self
            .bus
            .call_method(program, path, Some(interface), method, arguments)
            .await
            .with_context(|| format!("{method} of {path}"))?;
        Ok(answer.body().deserialize()?)
    }
}
