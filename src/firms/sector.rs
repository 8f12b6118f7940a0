//! What a firm does, what it uses, and the fuels that a litre can be.

use crate::error::{Error, Message, Result, did_you_mean};
use crate::records::{BundledRow, Row, bundled_rows};
use crate::taxonomy::{Region, Regions, Scope, SubSector};
use core::str::FromStr;
use std::sync::LazyLock;

messages! {
    /// What a firm does. It decides whether its electricity and its gas compare with those of commercial buildings (I.2) or of
    /// manufacturing and construction (I.3); the division of ISIC Rev. 4 is named at each.
    ///
    /// ```
    /// use citycarbon::firms::FirmSector;
    /// let bakery: FirmSector = "food-making".parse()?;
    /// assert_eq!(bakery.sub_sector().unwrap().code(), "I.3");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    #[derive(Copy, PartialOrd, Ord, Hash)]
    pub enum FirmSector in "firm-sector";

    /// Shops and repair of vehicles: ISIC section G.
    Retail
    /// Restaurants and stalls: ISIC division 56.
    FoodService
    /// Hotels and rooms: ISIC division 55.
    Lodging
    /// Offices: ISIC sections J to N.
    Office
    /// Health, education, hairdressers, laundries: ISIC sections P to S.
    Services
    /// Carriers and stores of goods: ISIC section H.
    Transport
    /// Makers of food and drinks, bakeries among them: ISIC divisions 10 to 12.
    FoodMaking
    /// All other manufacturing: ISIC section C.
    Manufacturing
    /// Builders: ISIC section F.
    Construction
}

impl FirmSector {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Retail,
        Self::FoodService,
        Self::Lodging,
        Self::Office,
        Self::Services,
        Self::Transport,
        Self::FoodMaking,
        Self::Manufacturing,
        Self::Construction,
    ];

    /// Their names, as forms spell them.
    pub(super) const NAMES: [&'static str; 9] =
        ["retail", "food-service", "lodging", "office", "services", "transport", "food-making", "manufacturing", "construction"];

    /// Its name, as forms spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Retail => "retail",
            Self::FoodService => "food-service",
            Self::Lodging => "lodging",
            Self::Office => "office",
            Self::Services => "services",
            Self::Transport => "transport",
            Self::FoodMaking => "food-making",
            Self::Manufacturing => "manufacturing",
            Self::Construction => "construction",
        }
    }

    /// Whether it makes or builds something: I.3 of the GPC, else I.2.
    pub fn is_industry(self) -> bool {
        matches!(self, Self::FoodMaking | Self::Manufacturing | Self::Construction)
    }

    /// The sub-sector of the GPC that its buildings are in.
    pub fn sub_sector(self) -> Option<SubSector> {
        let code = if self.is_industry() { "I.3" } else { "I.2" };
        SubSector::all().find(|sub_sector| sub_sector.code() == code)
    }

    /// How activity codes of its buildings begin.
    pub(super) fn prefix(self) -> &'static str {
        if self.is_industry() { "manufacturing" } else { "commercial" }
    }
}

impl FromStr for FirmSector {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|sector| sector.name() == text);
        found.ok_or_else(|| {
            let nearest = did_you_mean(text, Self::NAMES).map(Into::into);
            Message::NotOneOf { value: text.into(), nearest, known: Self::NAMES.map(Into::into).into() }.into()
        })
    }
}

messages! {
    /// What a firm uses that emits.
    #[derive(Copy, PartialOrd, Ord, Hash)]
    pub enum FirmInput in "firm-input";

    /// Electricity from the grid.
    Electricity
    /// Diesel of vehicles.
    Diesel
    /// Petrol of vehicles.
    Petrol
    /// LPG for cooking and heat.
    Lpg
    /// Natural gas for cooking and heat.
    NaturalGas
    /// Refrigerant that leaked and was refilled.
    Refrigerant
}

impl FirmInput {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Electricity, Self::Diesel, Self::Petrol, Self::Lpg, Self::NaturalGas, Self::Refrigerant];

    /// Its name, as forms spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Electricity => "electricity",
            Self::Diesel => "diesel",
            Self::Petrol => "petrol",
            Self::Lpg => "lpg",
            Self::NaturalGas => "natural_gas",
            Self::Refrigerant => "refrigerant",
        }
    }

    /// Bought energy, or what the firm itself lets into the air.
    pub fn scope(self) -> Scope {
        if self == Self::Electricity { Scope::Two } else { Scope::One }
    }
}

/// A fuel at the pump, by the share that is made of plants: the input it belongs to, its name, its activity code.
pub(super) const BLENDS: [(FirmInput, &str, &str); 7] = [
    (FirmInput::Diesel, "B0", "road.gas-diesel-oil"),
    (FirmInput::Diesel, "B7", "road.diesel-b7"),
    (FirmInput::Diesel, "B20", "road.diesel-b20"),
    // The class of engines that TGO lists the gasohols for.
    (FirmInput::Petrol, "E0", "road.motor-gasoline.oxidation-catalyst"),
    (FirmInput::Petrol, "E10", "road.gasohol-e10.oxidation-catalyst"),
    (FirmInput::Petrol, "E20", "road.gasohol-e20.oxidation-catalyst"),
    (FirmInput::Petrol, "E85", "road.gasohol-e85.oxidation-catalyst"),
];

/// The blends of diesel and of petrol.
pub(super) const DIESELS: [&str; 3] = ["B0", "B7", "B20"];
pub(super) const PETROLS: [&str; 4] = ["E0", "E10", "E20", "E85"];

/// The blend that is taken where a firm of a region states none, with its source.
#[derive(Debug)]
pub(super) struct UsualBlend {
    region: String,
    input: String,
    pub(super) blend: String,
    /// The publication and the place in it.
    pub(super) source: String,
}

impl BundledRow for UsualBlend {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let cell = |column: &str| row.require(column).map(str::to_owned);
        let source = format!("{}, {}", cell("source")?, cell("locator")?);
        Ok(Self { region: cell("region")?, input: cell("input")?, blend: cell("blend")?, source })
    }
}

static USUAL: LazyLock<Vec<UsualBlend>> = LazyLock::new(|| bundled_rows("blends.csv", include_str!("blends.csv")));

impl UsualBlend {
    /// Of the region, or of one that it lies in.
    pub(super) fn of(input: FirmInput, region: &Region) -> Option<&'static Self> {
        let lineage = Regions::bundled().lineage(region);
        let is = |usual: &&Self, region: &Region| usual.input == input.name() && usual.region == region.code();
        lineage.iter().find_map(|region| USUAL.iter().find(|usual| is(usual, region)))
    }
}
