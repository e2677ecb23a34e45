//! School names: places that sound English, put together from parts, and what schools add to them.
use super::random::Random;

const BEGINNINGS: [&str; 40] = [
    "Alder", "Amber", "Barley", "Bracken", "Bramble", "Clover", "Copper", "Cuckoo", "Damson",
    "Falcon", "Fennel", "Gorse", "Harrow", "Hazel", "Heron", "Hollow", "Juniper", "Kestrel",
    "Lantern", "Linnet", "Mallow", "Maple", "Marigold", "Nettle", "Oaken", "Otter", "Pepper",
    "Plover", "Quill", "Raven", "Rowan", "Saffron", "Sycamore", "Sorrel", "Sparrow", "Tansy",
    "Teasel", "Thistle", "Willow", "Yarrow",
];
const ENDINGS: [&str; 20] = [
    "bourne", "bridge", "combe", "cote", "den", "field", "ford", "ham", "hurst", "ley", "mere",
    "minster", "moor", "ridge", "stead", "stoke", "stow", "ton", "wick", "worth",
];
const SAINTS: [&str; 12] = [
    "St Aldhelm's",
    "St Botolph's",
    "St Columba's",
    "St Dunstan's",
    "St Edith's",
    "St Hilda's",
    "St Kenelm's",
    "St Mildred's",
    "St Osyth's",
    "St Petroc's",
    "St Swithun's",
    "St Wilfrid's",
];

/// `n` names, no place twice, so no name twice.
pub fn invent(n: usize, random: &mut Random) -> Vec<String> {
    let mut places: Vec<String> = BEGINNINGS
        .iter()
        .flat_map(|start| ENDINGS.iter().map(move |end| (start, end)))
        .filter(|(start, end)| start.chars().last() != end.chars().next())
        .map(|(start, end)| format!("{start}{end}"))
        .collect();
    random.shuffle(&mut places);
    places.truncate(n);
    places.iter().map(|place| full(place, random)).collect()
}

fn full(place: &str, random: &mut Random) -> String {
    let saint = SAINTS[random.below(SAINTS.len())];
    match random.below(20) {
        0..6 => format!("{place} Primary School"),
        6..9 => format!("{place} Community Primary School"),
        9..12 => format!("{place} Church of England Primary School"),
        12..14 => format!("{saint} Catholic Primary School, {place}"),
        14..16 => format!("{saint} Church of England Primary School, {place}"),
        16 => format!("{place} Lane Primary School"),
        17 => format!("{place} Park Primary Academy"),
        18 => format!("{place} Infant School"),
        _ => format!("{place} Junior School"),
    }
}
