//! What someone pastes into their own page to show an embed.

use crate::draw::escaped;
use serde::{Deserialize, Serialize};

/// How an embed is to look on a light or a dark page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheme {
    #[default]
    Light,
    Dark,
    /// As the page around it, or the reader's device.
    Auto,
}

impl Scheme {
    pub const ALL: [Scheme; 3] = [Scheme::Light, Scheme::Dark, Scheme::Auto];

    /// The scheme of a word.
    pub fn named(name: &str) -> Option<Scheme> {
        Scheme::ALL.into_iter().find(|scheme| scheme.name() == name)
    }

    /// The word in the embed's address.
    pub fn name(self) -> &'static str {
        match self {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
            Scheme::Auto => "auto",
        }
    }
}

/// The address of the embed's page under the site's own address, which ends with a slash.
pub fn address(site: &str, fragment: &str, scheme: Scheme) -> String {
    let query = match scheme {
        Scheme::Light => String::new(),
        Scheme::Dark | Scheme::Auto => format!("?scheme={}", scheme.name()),
    };
    format!("{site}embed.html{query}#{fragment}")
}

/// The frame, the text and link that stand in for it where scripts are off, and the one script that
/// fits heights; without the script the frame keeps a fixed ratio.
///
/// `told` is what stands in for the chart where scripts are off.
pub fn code(title: &str, told: &str, site: &str, fragment: &str, scheme: Scheme) -> String {
    let address = escaped(&address(site, fragment, scheme));
    let (title, told) = (escaped(title), escaped(told));
    format!(
        "<iframe title=\"{title}\" src=\"{address}\" loading=\"lazy\" \
         style=\"width:100%;border:0;aspect-ratio:4/3;min-height:420px\"></iframe>\n\
         <noscript><p>{told} <a href=\"{address}\">{title}</a></p></noscript>\n\
         <script async src=\"{}embed.js\"></script>",
        escaped(site)
    )
}
