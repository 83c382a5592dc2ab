// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { t } from "../i18n.js";
import { jsonBlock } from "./json.js";
import { notice } from "./status.js";

/**
 * The line of a task without a cluster, with what is different there and what no line can say.
 *
 * @param {{command?: string | null, notes?: string[], problems?: {place: string, message: string}[]}} answer
 */
export function commandLine(answer) {
    const problems = answer.problems ?? [];
    return html`${answer.command ? jsonBlock("tdconnect", answer.command) : html`<p class="muted small">${t("review.command.none")}</p>`}
    ${problems.map((one) => notice("warn", html`<code>${one.place}</code> ${one.message}`))}
    ${
        answer.notes?.length
            ? html`<ul class="small muted">
                  ${answer.notes.map((note) => html`<li>${note}</li>`)}
              </ul>`
            : nothing
    }`;
}
