// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { post } from "../api.js";
import { TdElement } from "../element.js";
import { Draft, handover } from "../form/draft.js";
import { t } from "../i18n.js";
import { ask } from "../parts/dialog.js";
import { jsonBlock } from "../parts/json.js";
import { errorNotice, notice } from "../parts/status.js";
import { go } from "../router.js";

/** A task of taosX becomes configurations, with a note for each thing that differs. */
class ImportPage extends TdElement {
    static properties = {
        way: { state: true },
        fields: { state: true },
        answer: { state: true },
        error: { state: true },
        busy: { state: true },
    };

    constructor() {
        super();
        this.way = "command";
        this.fields = { from: "", to: "", parser: "", transforms: "", task: "" };
        /** @type {any} */
        this.answer = null;
        /** @type {any} */
        this.error = null;
        this.busy = false;
    }

    render() {
        const way = (/** @type {string} */ name) =>
            html`<label class="kind-choice"
                ><input type="radio" name="way" .checked=${this.way === name} @change=${() => (this.way = name)} /><span
                    >${t(`import.${name}`)}<span class="sub">${t(`import.${name}.text`)}</span></span
                ></label
            >`;
        return html`<div class="page">
            <div class="title">
                <div>
                    <h1>${t("import.title")}</h1>
                    <p class="muted">${t("import.text")}</p>
                </div>
            </div>
            <form class="card stack" @submit=${this.#convert}>
                <fieldset class="kinds">
                    <legend>${t("import.what")}</legend>
                    ${way("command")}${way("document")}
                </fieldset>
                ${
                    this.way === "command"
                        ? html`${this.#field("from", "mqtt://user:password@192.168.1.10:1883?topics=testtopic/1::2&version=3.1")}${this.#field("to", "taos+ws://192.168.1.20:6041/test")}
                          ${this.#long("parser", '{"parse": {"payload": {"json": ["$.id::int=id"]}}, "model": {"name": "d{id}"}}')}${this.#long("transforms", "rename-table:prefix:new_")}`
                        : this.#long("task", '{"from": "…", "to": "…", "parser": {…}}')
                }
                ${errorNotice(this.error)}
                <div class="actions">
                    <button type="submit" class="primary" ?disabled=${this.busy}>
                        ${this.busy ? html`<span class="spinner"></span>` : nothing}${t("import.convert")}
                    </button>
                </div>
            </form>
            ${this.answer ? this.#result() : nothing}
        </div>`;
    }

    /** @param {"from" | "to"} name @param {string} example */
    #field(name, example) {
        return html`<div class="field">
            <label for="import-${name}">${t(`import.${name}`)} <code>${name === "from" ? "-f" : "-t"}</code></label
            ><input
                id="import-${name}"
                spellcheck="false"
                autocomplete="off"
                placeholder=${example}
                .value=${this.fields[name]}
                aria-describedby="import-${name}-doc"
                @input=${(/** @type {any} */ event) => this.#set(name, event.target.value)}
            />
            <p class="doc" id="import-${name}-doc">${t(`import.${name}.doc`)}</p>
        </div>`;
    }

    /** @param {"parser" | "transforms" | "task"} name @param {string} example */
    #long(name, example) {
        return html`<div class="field">
            <label for="import-${name}">${t(`import.${name}`)}</label
            ><textarea
                id="import-${name}"
                rows="3"
                spellcheck="false"
                placeholder=${example}
                .value=${this.fields[name]}
                aria-describedby="import-${name}-doc"
                @input=${(/** @type {any} */ event) => this.#set(name, event.target.value)}
            ></textarea>
            <p class="doc" id="import-${name}-doc">${t(`import.${name}.doc`)}</p>
        </div>`;
    }

    /** @param {string} name @param {string} value */
    #set(name, value) {
        this.fields = { ...this.fields, [name]: value };
        this.answer = null;
    }

    #result() {
        const { source, sink, notes = [], problems = [] } = this.answer;
        const json = (/** @type {any} */ config) => JSON.stringify(config, null, 2);
        return html`<section class="card stack">
            <div class="actions">
                <h2 class="grow">${t("import.result")}</h2>
                ${source || sink ? html`<button type="button" class="primary" @click=${this.#open}>${t("import.open")}</button>` : nothing}
            </div>
            ${problems.map((/** @type {any} */ problem) => notice("bad", html`${problem.place ? html`<code>${problem.place}</code> ` : nothing}${problem.message}`))}
            ${
                notes.length
                    ? html`<div class="notice note">
                          <div class="stack tight">
                              <strong>${t("import.notes", { n: notes.length })}</strong>
                              <ul class="bullets">
                                  ${notes.map((/** @type {any} */ note) => html`<li>${note.message ?? note}</li>`)}
                              </ul>
                          </div>
                      </div>`
                    : nothing
            }
            <div class="side-by-side">
                ${source ? jsonBlock(t("review.source"), json(source)) : nothing}${sink ? jsonBlock(t("review.sink"), json(sink)) : nothing}
            </div>
        </section>`;
    }

    #convert = async (/** @type {Event} */ event) => {
        event.preventDefault();
        this.busy = true;
        this.error = null;
        try {
            this.answer = await post("import/taosx", this.#body());
        } catch (error) {
            this.answer = null;
            this.error = error;
        } finally {
            this.busy = false;
        }
    };

    #body() {
        const { from, to, parser, transforms, task } = this.fields;
        if (this.way === "document") {
            return { task: JSON.parse(task) };
        }
        return {
            from,
            to,
            ...(parser.trim() ? { parser: JSON.parse(parser) } : {}),
            transforms: transforms
                .split("\n")
                .map((line) => line.trim())
                .filter(Boolean),
        };
    }

    /** The result as a draft of a new task, where it can be checked, previewed and submitted. */
    #open = () =>
        ask({
            title: t("import.open"),
            text: t("import.open.text"),
            accept: t("import.open"),
            fields: [{ name: "name", label: t("new.name"), type: "text", required: true }],
            run: async ({ name }) => {
                new Draft("").forget();
                handover.task = {
                    name,
                    version: null,
                    configs: { source: this.answer.source, sink: this.answer.sink },
                };
                go("#/new");
            },
        });
}

customElements.define("td-import-page", ImportPage);
