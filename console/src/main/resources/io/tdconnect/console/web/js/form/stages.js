// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { repeat } from "lit-html/directives/repeat.js";
import { post } from "../api.js";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { icon } from "../parts/icons.js";
import { errorNotice, notice } from "../parts/status.js";
import { freeAlias, shortName, unchained, words } from "./config.js";
import { purpose } from "./kinds.js";
import { isMapping } from "./mapping-syntax.js";
import "./stage.js";

/** The right side of the workbench: stages one under the other, and suggestions. */
class Stages extends TdElement {
    static properties = {
        draft: {},
        transforms: {},
        suggestion: { state: true },
        error: { state: true },
        added: { state: true },
    };

    constructor() {
        super();
        /** @type {import("./draft.js").Draft} */
        this.draft = /** @type {any} */ (null);
        /** @type {any[]} */
        this.transforms = [];
        /** @type {any} */
        this.suggestion = null;
        /** @type {any} */
        this.error = null;
        this.suggestedFor = "";
        this.added = "";
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(this.draft, "change", () => {
            this.#suggest();
            this.requestUpdate();
        });
        this.#suggest();
    }

    async #suggest() {
        const samples = this.draft.data.samples;
        const text = JSON.stringify(samples);
        if (text === this.suggestedFor) {
            return;
        }
        this.suggestedFor = text;
        this.suggestion = null;
        if (!samples.length) {
            return;
        }
        try {
            const answer = await post("suggest", { samples, source: this.draft.sourceConfig() });
            if (this.suggestedFor === text) {
                this.suggestion = answer;
            }
        } catch (error) {
            this.error = error;
        }
    }

    render() {
        const stages = this.draft.data.stages;
        const shown = stages.filter((stage) => !isMapping(stage.type, this.transforms));
        return html`<div class="bench">
            <div class="actions">
                <h3 class="grow">${t("stages.title")}</h3>
                ${this.#menu()}
            </div>
            ${this.#offer()}${errorNotice(this.error)}${errorNotice(this.draft.previewError)}${this.#cut()}
            ${
                shown.length
                    ? repeat(
                          shown,
                          (stage) => stage.alias,
                          (stage, i) =>
                              html`<td-stage
                                  .draft=${this.draft}
                                  .alias=${stage.alias}
                                  .number=${i + 1}
                                  .added=${this.added === stage.alias}
                                  .transform=${this.transforms.find((transform) => transform.class === stage.type) ?? null}
                              ></td-stage>`,
                      )
                    : html`<p class="muted">${t(this.draft.data.samples.length ? "stages.none" : "stages.first")}</p>`
            }
        </div>`;
    }

    /** The server ends a preview that takes long, so that some samples have no result. */
    #cut() {
        const { preview } = this.draft;
        return preview?.notice
            ? notice("warn", t("preview.cut", { tried: preview.totals.samples, all: this.draft.data.samples.length }))
            : nothing;
    }

    #offer() {
        const suggestion = this.suggestion;
        if (!suggestion?.fields?.length) {
            return nothing;
        }
        const time = suggestion.timestamp?.[0];
        return html`<div class="suggestion">
            ${icon("spark")}<span class="grow"
                >${t("suggest.found", { n: suggestion.fields.length })}
                ${time ? html` · ${t("suggest.time")} <code>${time.path}</code> (${time.unit})` : nothing}
                ${suggestion.tags?.length ? html` · ${t("suggest.tags")} ${suggestion.tags.map((/** @type {any} */ tag) => html`<code>${tag.path ?? tag}</code> `)}` : nothing}</span
            >
            <button
                type="button"
                class="primary"
                @click=${() => this.draft.update({ stages: unchained(suggestion.transforms).stages })}
            >
                ${t("suggest.use")}
            </button>
        </div>`;
    }

    #menu() {
        const offered = this.transforms.filter((transform) => !isMapping(transform.class, this.transforms));
        return html`<details class="menu">
            <summary class="button">${icon("plus")}${t("stages.add")}</summary>
            <ul class="wide-menu">
                ${offered.map(
                    (transform) =>
                        html`<li>
                            <button
                                type="button"
                                class="item"
                                @click=${(/** @type {any} */ event) => {
                                    event.target.closest("details").open = false;
                                    this.#add(transform);
                                }}
                            >
                                <span
                                    ><strong>${words(shortName(transform.class))}</strong>
                                    <span class="sub">${purpose(transform)}</span></span
                                >
                            </button>
                        </li>`,
                )}
            </ul>
        </details>`;
    }

    /** A stage is added before the mapping, which stays last. @param {any} transform */
    #add(transform) {
        const stages = [...this.draft.data.stages];
        const mapping = stages.findIndex((stage) => isMapping(stage.type, this.transforms));
        const stage = { alias: freeAlias(stages, transform.class), type: transform.class, config: {} };
        stages.splice(mapping < 0 ? stages.length : mapping, 0, stage);
        this.added = stage.alias;
        this.draft.update({ stages });
    }
}

customElements.define("td-stages", Stages);
