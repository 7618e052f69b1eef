//! A figure as a page of its own.

use crate::figure::Figure;
use crate::{STYLE, script};
use maud::{DOCTYPE, PreEscaped, html};
use screen::escaped;

const PAGE: &str = ":root{color-scheme:light dark}body{margin:0 auto;padding:16px;max-width:1760px;\
    background:light-dark(#fff,#0d1117);color:light-dark(#1f2328,#e6edf3);font:16px/1.5 system-ui,sans-serif}\
    figure[data-schedules]{margin:0}svg{display:block;max-width:100%;height:auto}\
    summary{min-height:44px;padding:10px 0;cursor:pointer;font-weight:600}";

impl Figure<'_> {
    /// One HTML document that needs nothing else, also as a file.
    pub fn page(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (escaped(&self.title)) }
                    style { (PreEscaped(PAGE)) (PreEscaped(STYLE)) }
                }
                body {
                    (self.markup())
                    script { (PreEscaped(script())) }
                }
            }
        };
        page.into_string() + "\n"
    }
}
