//! Copies out of the data that ICU4X compiles into a program what the two languages of the app need to
//! write Gregorian dates and decimal numbers, into one small file.

use icu_locale_core::locale;
use icu_provider::dynutil::UpcastDataPayload;
use icu_provider::export::{DataExporter, ExportMarker, FlushMetadata};
use icu_provider::prelude::*;
use icu_provider_blob::export::BlobExporter;
use std::collections::BTreeSet;

// The names by which the generated data speak of their types.
mod icu {
    pub use icu_datetime as datetime;
    pub use icu_decimal as decimal;
}

use icu_datetime::provider::names::*;
use icu_datetime::provider::semantic_skeletons::*;
use icu_decimal::provider::{DecimalDigitsV1, DecimalSymbolsV1};

struct Source;

const _: () = {
    use icu_datetime_data::*;
    use icu_decimal_data::*;
    icu_datetime_data::make_provider!(Source);
    impl_datetime_names_year_gregorian_v1!(Source, ITER);
    impl_datetime_names_month_gregorian_v1!(Source, ITER);
    impl_datetime_names_weekday_v1!(Source, ITER);
    impl_datetime_names_dayperiod_v1!(Source, ITER);
    impl_datetime_patterns_date_gregorian_v1!(Source, ITER);
    impl_datetime_patterns_time_v1!(Source, ITER);
    impl_datetime_patterns_glue_v1!(Source, ITER);
    impl_decimal_symbols_v1!(Source, ITER);
    impl_decimal_digits_v1!(Source, ITER);
};

/// Copies what the source has under this marker for these languages. Numbers are written with the digits
/// 0 to 9 only.
fn copy<M>(to: &BlobExporter<'_>, languages: &[DataLocale]) -> Result<(), DataError>
where
    M: DataMarker,
    Source: IterableDataProvider<M>,
    ExportMarker: UpcastDataPayload<M>,
{
    let numbers = M::INFO == DecimalSymbolsV1::INFO || M::INFO == DecimalDigitsV1::INFO;
    let known: BTreeSet<String> = Source
        .iter_ids()?
        .iter()
        .map(|id| id.marker_attributes.as_str().to_owned())
        .collect();
    for language in languages {
        for attributes in known
            .iter()
            .filter(|name| !numbers || matches!(name.as_str(), "" | "latn"))
        {
            let id = DataIdentifierBorrowed::for_marker_attributes_and_locale(
                DataMarkerAttributes::from_str_or_panic(attributes),
                language,
            );
            let found: Result<DataResponse<M>, _> = Source.load(DataRequest {
                id,
                ..Default::default()
            });
            if let Ok(response) = found {
                to.put_payload(M::INFO, id, &ExportMarker::upcast(response.payload))?;
            }
        }
    }
    to.flush(M::INFO, FlushMetadata::default())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../dates.postcard");
    let mut to = BlobExporter::new_with_sink(Box::new(std::fs::File::create(path)?));
    let languages: [DataLocale; 2] = [locale!("zh").into(), locale!("en").into()];
    copy::<DatetimeNamesYearGregorianV1>(&to, &languages)?;
    copy::<DatetimeNamesMonthGregorianV1>(&to, &languages)?;
    copy::<DatetimeNamesWeekdayV1>(&to, &languages)?;
    copy::<DatetimeNamesDayperiodV1>(&to, &languages)?;
    copy::<DatetimePatternsDateGregorianV1>(&to, &languages)?;
    copy::<DatetimePatternsTimeV1>(&to, &languages)?;
    copy::<DatetimePatternsGlueV1>(&to, &languages)?;
    copy::<DecimalSymbolsV1>(&to, &languages)?;
    copy::<DecimalDigitsV1>(&to, &[DataLocale::default()])?; // the same in every language
    to.close()?;
    Ok(())
}
