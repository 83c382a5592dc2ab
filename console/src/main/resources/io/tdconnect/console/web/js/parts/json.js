// SPDX-License-Identifier: Apache-2.0
import { html } from "lit";
import { t } from "../i18n.js";
import { say } from "./dialog.js";
import { icon } from "./icons.js";

/** A text to copy, with its title. @param {string} title @param {string} text */
export function jsonBlock(title, text) {
    const copy = async () => {
        await navigator.clipboard.writeText(text);
        say(t("copied"));
    };
    return html`<div>
        <div class="copied">
            <h3>${title}</h3>
            <button type="button" class="small-button" aria-label="${t("copy")}: ${title}" @click=${copy}>
                ${icon("copy")}${t("copy")}
            </button>
        </div>
        <pre tabindex="0" role="region" aria-label=${title}>${text}</pre>
    </div>`;
}
