//! `bindgen INPUT.wasm OUT_DIR NAME`: writes `NAME.js` and `NAME_bg.wasm`, as `wasm-bindgen --target web` does.

use std::error::Error;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(input), Some(out), Some(name)) = (args.next(), args.next(), args.next()) else {
        return Err("usage: bindgen INPUT.wasm OUT_DIR NAME".into());
    };
    Bindgen::new()
        .input_path(&input)
        .out_name(&name)
        .typescript(false)
        .web(true)?
        .generate(&out)?;
    Ok(())
}
