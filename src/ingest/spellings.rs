//! The headers that fields are known by.

use crate::dataset::Field;

/// Headers in the wild, as [`super::recognise::words`] writes them, best first: those of the
/// department's accounts (CFR, AAR), school census, GIAS, the indices of deprivation, the charity
/// registers, and plain words.
#[rustfmt::skip]
pub const SPELLINGS: &[(Field, &[&str])] = &[
    (Field::Urn, &[
        "urn", "school urn", "unique reference number", "establishment urn", "gias urn",
        "urn code", "urn no", "urn number", "dbn",
    ]),
    (Field::School, &[
        "school", "school name", "establishment name", "schname", "name of school",
        "institution name", "provider name", "sch name", "charity name", "name",
    ]),
    (Field::Wave, &[
        "wave", "academic year", "financial year", "accounting year", "time period", "survey year",
        "accounts year", "school year", "fin period end date", "latest acc fin period end date",
        "fyend", "incomedate", "income date", "year end", "period end", "year",
    ]),
    (Field::Phase, &[
        "overall phase", "phase", "phase of education name", "phase of education", "schooltype",
        "school type", "school phase", "phase name", "phase type grouping", "primary",
        "phase of education code", "phase code",
    ]),
    (Field::LocalAuthority, &[
        "local authority", "local authority name", "la name", "la", "lea name", "lea",
        "local authority district name", "la code", "local authority code",
    ]),
    (Field::Pupils, &[
        "pupils", "number of pupils", "no pupils", "no of pupils", "nor", "number on roll",
        "total pupils", "pupil numbers", "pupil number", "roll", "headcount",
        "total number of pupils", "fte pupils", "pupil count", "numpupils", "total enrollment",
        "total number of pupils on roll", "total pupils on roll",
    ]),
    (Field::TotalIncome, &[
        "total income i01 to i18", "total income i01 to i18 minus e30", "total income i01 i18 e30",
        "total income", "total income i01 to i08 i11 to i15 i18",
        "total income i01 to i08 i11 to i15 i18 minus e30", "income total", "income",
        "gross income", "total gross income", "latest income", "total revenue income",
        "total funding",
    ]),
    (Field::Donations, &[
        "donations", "i13 donations and or private funds", "i13 donations and or voluntary funds",
        "i13", "donations and or private funds", "donations and or voluntary funds",
        "donations and voluntary funds", "donations and private funds", "voluntary income",
        "donated income", "direct donations", "donation income", "school donations",
        "donations income", "donations and or voluntary income",
    ]),
    (Field::PtaIncome, &[
        "pta income", "pta", "pta total income", "pta gross income", "pta raised",
        "pta fundraising", "friends income", "friends association income", "income of pta",
        "parent teacher association income",
    ]),
    (Field::PtaStatus, &[
        "pta status", "pta type", "type of pta", "status of pta",
    ]),
    (Field::PtaGift, &[
        "pta gift", "gift from pta", "pta gift to school", "pta donation",
        "pta donation to school", "of which from pta", "donations from pta", "pta contribution",
    ]),
    (Field::PupilPremium, &[
        "pupil premium", "i05 pupil premium", "i05", "pupil premium funding",
        "pupil premium income", "pupil premium allocation",
    ]),
    (Field::Ofsted, &[
        "ofsted", "ofsted rating", "ofsted rating name", "ofsted grade", "overall effectiveness",
        "overall effectiveness grade", "ofsted overall effectiveness", "inspection outcome",
        "inspection rating", "inspection grade", "latest ofsted rating", "rating",
    ]),
    (Field::ImdDecile, &[
        "imd decile",
        "index of multiple deprivation imd decile where 1 is most deprived 10 of lsoas",
        "index of multiple deprivation imd decile", "index of multiple deprivation decile",
        "imd decile where 1 is most deprived", "deprivation decile", "imd 2015 decile",
        "imd 2019 decile", "decile of deprivation", "decile",
    ]),
    (Field::Lsoa, &[
        "lsoa", "lsoa code", "lsoa code 2011", "lsoa code 2021", "lsoa11 code", "lsoa11cd",
        "lsoa21cd", "lsoa11", "lsoa21", "lsoa 2011", "lower layer super output area",
        "lower super output area code",
    ]),
    (Field::Postcode, &[
        "postcode", "post code", "school postcode", "pcds", "pcd", "pcd2", "postal code",
    ]),
    (Field::OtherUrn, &[
        "other urn", "predecessor urn", "previous urn", "linked urn", "old urn", "link urn",
        "urn of predecessor", "former urn", "successor urn", "new urn",
    ]),
    (Field::VolunteerMinutesPerPupil, &[
        "volunteer minutes per pupil", "volunteer minutes per pupil per week", "minutes per pupil",
        "minutes per pupil per week", "volunteering minutes per pupil",
    ]),
    (Field::VolunteerMinutes, &[
        "volunteer minutes", "volunteer minutes per week", "volunteering minutes",
        "minutes volunteered", "weekly volunteer minutes", "volunteer time minutes",
    ]),
    (Field::VolunteerHours, &[
        "volunteer hours", "volunteer hours per week", "volunteering hours", "hours volunteered",
        "weekly volunteer hours", "volunteer time hours",
    ]),
    (Field::CharityNumber, &[
        "charity number", "registered charity number", "regno", "charity no",
        "charity registration number", "registered number", "pta charity number", "charity reg no",
    ]),
];
