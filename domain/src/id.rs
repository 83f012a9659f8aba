//! Names of things. Ids made on a device are UUIDv7 (RFC 9562); reference data have short codes.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

macro_rules! code_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(code: &str) -> Self {
                Self(code.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

uuid_id!(
    /// A proposal, made on the device that wrote it (v7).
    ProposalId
);
uuid_id!(
    /// An account; a guest's is made on the device (v7).
    AccountId
);
uuid_id!(
    /// A command: also its idempotency key (v7).
    CommandId
);
uuid_id!(
    /// An argument for or against a proposal, made on the device that gave it (v7).
    ArgumentId
);
uuid_id!(
    /// A move that a desk has prepared; every new wording is another one (v7).
    PreparedId
);
code_id!(
    /// An area: city, district, street, community. Codes are the city's own.
    AreaId
);
code_id!(
    /// A department that handles proposals.
    DepartmentId
);
code_id!(
    /// A category of proposals.
    CategoryId
);
