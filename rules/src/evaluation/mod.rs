pub(crate) mod interval;
pub(crate) mod value;
