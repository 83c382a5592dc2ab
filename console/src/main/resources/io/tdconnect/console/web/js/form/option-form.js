// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { icon } from "../parts/icons.js";
import "./field.js";

/** @param {any} form @returns {any[]} all options with their groups */
export function optionsOf(form) {
    return (form?.groups ?? []).flatMap((/** @type {any} */ group) =>
        group.options.map((/** @type {any} */ option) => ({ ...option, group: group.name })),
    );
}

/** @param {any[]} problems @param {string} name */
export function problemAt(problems, name) {
    return problems.find((problem) => problem.option === name) ?? null;
}

/** Fields of the named options, in this order. */
class OptionForm extends TdElement {
    static properties = {
        options: {},
        values: {},
        problems: {},
        extras: {},
        grouped: { type: Boolean },
        searchable: { type: Boolean },
        words: { state: true },
    };

    constructor() {
        super();
        /** @type {any[]} */
        this.options = [];
        /** @type {Record<string, any>} */
        this.values = {};
        /** @type {any[]} */
        this.problems = [];
        /** What stands beside an input, by option. @type {Record<string, any>} */
        this.extras = {};
        this.grouped = false;
        this.searchable = false;
        this.words = "";
    }

    render() {
        const words = this.words.toLowerCase();
        const shown = this.options.filter(
            (option) => !words || `${option.name} ${option.doc}`.toLowerCase().includes(words),
        );
        return html`${
            this.searchable
                ? html`<div class="search form-search">
                      ${icon("search")}<input
                          type="search"
                          aria-label=${t("form.search")}
                          placeholder=${t("form.search")}
                          .value=${this.words}
                          @input=${(/** @type {any} */ event) => (this.words = event.target.value)}
                      />
                  </div>`
                : nothing
        }
        ${this.grouped ? this.#groups(shown) : html`<div class="fields">${shown.map((option) => this.#field(option))}</div>`}
        ${shown.length ? nothing : html`<p class="muted">${t("form.nothing")}</p>`}`;
    }

    /** @param {any[]} options */
    #groups(options) {
        const names = [...new Set(options.map((option) => option.group))];
        return names.map(
            (name) =>
                html`<fieldset class="group">
                    <legend>${name}</legend>
                    <div class="fields">
                        ${options.filter((option) => option.group === name).map((option) => this.#field(option))}
                    </div>
                </fieldset>`,
        );
    }

    /** @param {any} option */
    #field(option) {
        return html`<td-field
            .option=${option}
            .value=${this.values[option.name]}
            .problem=${problemAt(this.problems, option.name)}
            .extra=${this.extras[option.name] ?? null}
        ></td-field>`;
    }
}

customElements.define("td-option-form", OptionForm);
