// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { post, upload } from "../api.js";
import { TdElement } from "../element.js";
import { dateTime, t } from "../i18n.js";
import { icon } from "../parts/icons.js";
import { errorNotice } from "../parts/status.js";

const COUNT = 10;
const SECONDS = 10;
const MOST_SHOWN = 50;

/** The left side of the workbench: where sample messages come from, and the messages. */
class Samples extends TdElement {
    static properties = {
        draft: {},
        busy: { state: true },
        error: { state: true },
        truncated: { state: true },
        text: { state: true },
        topic: { state: true },
    };

    constructor() {
        super();
        /** @type {import("./draft.js").Draft} */
        this.draft = /** @type {any} */ (null);
        this.busy = "";
        /** @type {any} */
        this.error = null;
        this.truncated = false;
        this.text = "";
        this.topic = "";
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(this.draft, "change", () => this.requestUpdate());
    }

    render() {
        const samples = this.draft.data.samples;
        const offers = this.draft.kind?.capabilities?.includes("SAMPLES");
        return html`<div class="bench">
            <h3>${t("samples.title")}</h3>
            <div class="actions">
                ${
                    offers
                        ? html`<button
                              type="button"
                              class="primary"
                              ?disabled=${!!this.busy}
                              @click=${() => this.#take("server", () => this.#fromServer())}
                          >
                              ${this.busy === "server" ? html`<span class="spinner"></span>` : icon("download")}${t("samples.server")}
                          </button>`
                        : nothing
                }
                <label class="button"
                    >${icon("upload")}${t("samples.file")}<input
                        class="visually-hidden"
                        type="file"
                        accept=".json,.txt,.csv,.log,.jsonl"
                        @change=${this.#file}
                /></label>
                ${samples.length ? html`<button type="button" class="quiet" @click=${() => this.draft.update({ samples: [] })}>${t("samples.clear")}</button>` : nothing}
            </div>
            ${this.busy ? html`<p class="small muted" role="status">${t("samples.waiting", { n: SECONDS })}</p>` : nothing}
            ${errorNotice(this.error)}
            ${samples.length ? this.#list(samples) : html`<p class="muted small">${t("samples.none")}</p>`}
            <details class="more" ?open=${!samples.length}>
                <summary>${t("samples.paste")}</summary>
                <div class="stack tight">
                    <div class="field">
                        <label for="samples-text">${t("samples.body")}</label
                        ><textarea
                            id="samples-text"
                            rows="4"
                            spellcheck="false"
                            .value=${this.text}
                            placeholder='{"id": 1, "message": "hello-world"}'
                            @input=${(/** @type {any} */ event) => (this.text = event.target.value)}
                        ></textarea>
                    </div>
                    <div>
                        <button
                            type="button"
                            ?disabled=${!this.text.trim()}
                            @click=${() => this.#take("paste", () => this.#upload(this.text, format(this.text)))}
                        >
                            ${t("samples.use")}
                        </button>
                    </div>
                </div>
            </details>
            <details class="more">
                <summary>${t("samples.topic")}</summary>
                <form
                    class="with-button"
                    @submit=${(/** @type {Event} */ event) => {
                        event.preventDefault();
                        this.#take("topic", () => this.#fromTopic());
                    }}
                >
                    <input
                        aria-label=${t("samples.topic.name")}
                        placeholder=${this.draft.topic()}
                        .value=${this.topic}
                        @input=${(/** @type {any} */ event) => (this.topic = event.target.value)}
                    />
                    <button type="submit" ?disabled=${!!this.busy}>${t("samples.fetch")}</button>
                </form>
            </details>
        </div>`;
    }

    /** @param {any[]} samples */
    #list(samples) {
        return html`<div class="samples" role="region" tabindex="0" aria-label=${t("samples.title")}>
                ${samples.slice(0, MOST_SHOWN).map(
                    (sample, i) =>
                        html`<div class="sample">
                            <span class="muted"
                                >${i + 1}${sample.topic ? html` · ${sample.topic}` : nothing}${sample.time ? html` · ${dateTime(sample.time)}` : nothing}${sample.cut ? html` · ${t("samples.cut")}` : nothing}</span
                            >
                            <span class="text"
                                >${sample.text ?? t("samples.binary", { n: Math.floor(((sample.base64 ?? "").length * 3) / 4) })}</span
                            >
                        </div>`,
                )}
            </div>
            ${this.truncated ? html`<p class="small muted">${t("samples.truncated", { n: samples.length })}</p>` : nothing}`;
    }

    /** @param {string} busy @param {() => Promise<any>} fetch */
    async #take(busy, fetch) {
        this.busy = busy;
        this.error = null;
        try {
            const answer = await fetch();
            this.truncated = answer.truncated;
            if (answer.samples.length) {
                this.draft.update({ samples: answer.samples });
            } else {
                this.error = { message: t("samples.silent", { n: SECONDS }), fix: t("samples.silent.fix") };
            }
        } catch (error) {
            this.error = error;
        } finally {
            this.busy = "";
        }
    }

    #fromServer() {
        const { draft } = this;
        return post("samples", {
            kind: draft.kind.id,
            config: draft.sourceConfig(),
            task: draft.edited || undefined,
            count: COUNT,
            seconds: SECONDS,
        });
    }

    #fromTopic() {
        return post("samples/topic", { topic: this.topic || this.draft.topic(), position: "latest", count: COUNT });
    }

    /** @param {string | Blob} body @param {string} format */
    #upload(body, format) {
        return upload(`upload?format=${format}`, body);
    }

    #file = (/** @type {any} */ event) => {
        const file = event.target.files[0];
        event.target.value = "";
        if (file) {
            const kind = /\.csv$/i.test(file.name) ? "csv" : /\.json$/i.test(file.name) ? "json" : "lines";
            this.#take("file", () => this.#upload(file, kind));
        }
    };
}

/** Documents of several lines and arrays are JSON; everything else is a message a line. @param {string} text */
function format(text) {
    const lines = text.trim().split("\n");
    const whole = lines.every((line) => {
        try {
            JSON.parse(line);
            return true;
        } catch {
            return !line.trim();
        }
    });
    return /^\s*[[{]/.test(text) && !whole ? "json" : "lines";
}

customElements.define("td-samples", Samples);
