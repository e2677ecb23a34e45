//! Why an embed's address does not open, in words for whoever meets it on another site.

/// What is wrong with an embed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmbedError {
    #[error("This address carries no chart.")]
    Nothing,
    #[error(
        "This chart’s address was cut short on its way here. Copy the whole of it from where it \
         was made."
    )]
    CutShort,
    #[error(
        "This chart’s address was changed on its way here, so it cannot be drawn. Copy it again \
         from where it was made."
    )]
    Broken,
    #[error("This chart is too large for an address. Share it as an image or a web page instead.")]
    TooLarge,
    #[error("This address carries something that is not a chart of Giving Gap.")]
    Foreign,
    #[error(
        "This chart was made with a newer version of Giving Gap. Reload this page to get the \
         newest."
    )]
    Newer,
}
