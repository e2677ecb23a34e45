//! What each field is called on the page.

use crate::dataset::Field;

/// The field's name, and what belongs in it where that is not plain.
pub fn words(field: &Field) -> (String, &'static str) {
    let (name, hint) = match field {
        Field::Urn => ("URN", "the school’s number, or any key that is the same in every file"),
        Field::School => ("School name", ""),
        Field::Wave => ("Wave", "the year of each row"),
        Field::Phase => ("Phase", "primary, secondary …"),
        Field::LocalAuthority => ("Local authority", ""),
        Field::Pupils => ("Pupils", ""),
        Field::TotalIncome => ("Total income", "£ a year"),
        Field::Donations => ("Donations to the school", "£ a year"),
        Field::PtaIncome => ("PTA income", "£ a year"),
        Field::PtaStatus => ("PTA status", "charity, association, none or unknown"),
        Field::PtaGift => ("PTA’s gift to the school", "£ a year, where donations hold it too"),
        Field::PupilPremium => ("Pupil premium", "£ a year"),
        Field::Ofsted => ("Ofsted grade", ""),
        Field::ImdDecile => ("IMD decile", "tenth of area deprivation, 1 to 10"),
        Field::Lsoa => ("LSOA", "the neighbourhood’s code"),
        Field::Postcode => ("Postcode", ""),
        Field::OtherUrn => ("Other URN", "of the school before or after it changed"),
        Field::CharityNumber => ("PTA’s charity number", ""),
        Field::VolunteerMinutes => ("Volunteer minutes", "a week, whole school"),
        Field::VolunteerHours => ("Volunteer hours", "a week, whole school"),
        Field::VolunteerMinutesPerPupil => ("Volunteer minutes per pupil", "a week"),
        Field::Item(label) => return (label.clone(), "yes or no"),
        Field::Other(label) => return (label.clone(), "a further measure"),
    };
    (name.into(), hint)
}
