//! Parts that several pages share. To add one: one file, one component, its class names in `style/main.css` under `parts`.

mod bars;
mod foot;
mod frame;
mod mark;
mod notice;
mod title;
mod typed;

pub use bars::Bars;
pub use foot::Foot;
pub use frame::{Frame, TopBar, places};
pub use mark::Mark;
pub use notice::NoticeLine;
pub use title::Title;
pub use typed::typed_text;
