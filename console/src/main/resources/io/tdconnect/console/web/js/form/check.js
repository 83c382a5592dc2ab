// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { post } from "../api.js";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { errorNotice, notice } from "../parts/status.js";

/** Checks a side's configuration on the real server; problems go to their fields. */
class Check extends TdElement {
    static properties = {
        draft: {},
        side: {},
        named: {},
        busy: { state: true },
        answer: { state: true },
        error: { state: true },
    };

    constructor() {
        super();
        /** @type {import("./draft.js").Draft} */
        this.draft = /** @type {any} */ (null);
        /** @type {"source" | "sink"} */
        this.side = "source";
        this.busy = false;
        /** @type {any} */
        this.answer = null;
        /** @type {any} */
        this.error = null;
        /** Options whose field is on this step. @type {Set<string>} */
        this.named = new Set();
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(this.draft, "change", () => this.requestUpdate());
    }

    render() {
        const elsewhere = this.draft.problems[this.side].filter((problem) => !this.named.has(problem.option));
        return html`<div class="stack">
            <div class="actions">
                <button type="button" @click=${this.#check} ?disabled=${this.busy}>
                    ${this.busy ? html`<span class="spinner"></span>` : nothing}${t("check.run")}
                </button>
                ${this.busy ? html`<span class="muted" role="status">${t("check.busy")}</span>` : nothing}
            </div>
            ${errorNotice(this.error)}${this.#result(elsewhere)}
        </div>`;
    }

    /** @param {any[]} elsewhere */
    #result(elsewhere) {
        if (!this.answer) {
            return nothing;
        }
        if (this.answer.ok) {
            return notice("good", t("check.good", { n: this.answer.ms }));
        }
        const atFields = this.draft.problems[this.side].length - elsewhere.length;
        return html`${notice(
            "bad",
            html`<strong>${t("check.bad")}</strong>${atFields ? html` ${t("check.fields", { n: atFields })}` : nothing}
                ${
                    elsewhere.length
                        ? html`<ul>
                              ${elsewhere.map(
                                  (problem) =>
                                      html`<li>
                                          <code>${problem.option}</code>
                                          ${problem.cause && problem.cause !== "other" ? t(`cause.${problem.cause}`) : nothing}
                                          ${problem.message}
                                      </li>`,
                              )}
                          </ul>`
                        : nothing
                }`,
        )}`;
    }

    #check = async () => {
        const { draft, side } = this;
        this.busy = true;
        this.error = null;
        try {
            const config = side === "source" ? draft.sourceConfig() : draft.plainSinkConfig();
            this.answer = await post("check", {
                config: { name: draft.data.name || "check", ...config },
                task: draft.edited || undefined,
            });
            draft.problems[side] = this.answer.problems ?? [];
            draft.show();
            // The fields are drawn by other components, in the next frame at the latest.
            await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
            const first = document.querySelector(`#${side}-fields [aria-invalid="true"]`);
            /** @type {HTMLElement | null} */ (first)?.focus();
        } catch (error) {
            this.answer = null;
            this.error = error;
        } finally {
            this.busy = false;
        }
    };
}

customElements.define("td-check", Check);
