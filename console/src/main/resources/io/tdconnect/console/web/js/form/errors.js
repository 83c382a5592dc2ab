// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import "./option-form.js";

const DAY_MS = 86_400_000;
const LETTERS = "errors.deadletterqueue.topic.name";
const RETENTION = "topic.creation.default.retention.ms";

/** What happens to messages that cannot be written, how long raw data is kept, and all other options. */
class Errors extends TdElement {
    static properties = { draft: {}, source: {}, sink: {} };

    constructor() {
        super();
        /** @type {import("./draft.js").Draft} */
        this.draft = /** @type {any} */ (null);
        /** @type {any[]} */
        this.source = [];
        /** @type {any[]} */
        this.sink = [];
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(this.draft, "change", () => this.requestUpdate());
    }

    render() {
        return html`<div class="stack">
            ${this.#bad()}${this.#raw()}
            ${this.#all("source", this.source, t("errors.source"))}${this.#all("sink", this.sink, t("errors.sink"))}
        </div>`;
    }

    /** What Connect does with a refused record of the sink. */
    #bad() {
        const sink = this.draft.data.sink;
        const now = sink["errors.tolerance"] !== "all" ? "stop" : sink[LETTERS] ? "letters" : "skip";
        return html`<fieldset class="kinds">
            <legend>${t("errors.bad")}</legend>
            ${["letters", "stop", "skip"].map(
                (choice) =>
                    html`<label class="kind-choice">
                        <input
                            type="radio"
                            name="bad"
                            value=${choice}
                            .checked=${now === choice}
                            @change=${() => this.#choose(choice)}
                        /><span
                            >${t(`errors.${choice}`)}<span class="sub">${t(`errors.${choice}.text`)}</span></span
                        ></label
                    >`,
            )}
        </fieldset>`;
    }

    /** @param {string} choice */
    #choose(choice) {
        const letters = choice === "letters";
        this.draft.set("sink", {
            "errors.tolerance": choice === "stop" ? "" : "all",
            [LETTERS]: letters ? this.draft.data.sink[LETTERS] || `${this.draft.data.name || "task"}-dead-letters` : "",
            "errors.deadletterqueue.context.headers.enable": letters ? "true" : "",
            "errors.deadletterqueue.topic.replication.factor": letters ? "1" : "",
        });
    }

    #raw() {
        const ms = Number(this.draft.data.source[RETENTION]);
        const set = (/** @type {any} */ event) => {
            const days = Number(event.target.value);
            this.draft.set(
                "source",
                days > 0
                    ? {
                          [RETENTION]: String(Math.round(days * DAY_MS)),
                          "topic.creation.default.partitions":
                              this.draft.data.source["topic.creation.default.partitions"] || "1",
                          "topic.creation.default.replication.factor":
                              this.draft.data.source["topic.creation.default.replication.factor"] || "-1",
                      }
                    : {
                          [RETENTION]: "",
                          "topic.creation.default.partitions": "",
                          "topic.creation.default.replication.factor": "",
                      },
            );
        };
        return html`<div class="fields">
            <div class="field">
                <label for="raw-days">${t("errors.raw")}</label>
                <input
                    id="raw-days"
                    type="number"
                    min="0"
                    step="1"
                    .value=${ms ? String(ms / DAY_MS) : ""}
                    placeholder=${t("errors.raw.default")}
                    aria-describedby="raw-doc"
                    @change=${set}
                />
                <p class="doc" id="raw-doc">${t("errors.raw.text", { topic: this.draft.topic() })}</p>
            </div>
        </div>`;
    }

    /** @param {"source" | "sink"} side @param {any[]} options @param {string} title */
    #all(side, options, title) {
        if (!options.length) {
            return nothing;
        }
        const wrong = this.draft.problems[side].some((problem) =>
            options.some((option) => option.name === problem.option),
        );
        return html`<details
            class="more"
            ?open=${wrong}
            @change-option=${(/** @type {CustomEvent} */ event) => this.draft.set(side, { [event.detail.name]: event.detail.value })}
        >
            <summary>${title} <span class="count">${options.length}</span></summary>
            <td-option-form
                grouped
                searchable
                .options=${options}
                .values=${this.draft.data[side]}
                .problems=${this.draft.problems[side]}
            ></td-option-form>
        </details>`;
    }
}

customElements.define("td-errors", Errors);
