// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { icon } from "../parts/icons.js";
import { emptyState } from "../parts/status.js";
import { freeAlias } from "./config.js";
import { mappedRows } from "./mapped-rows.js";
import { isComputing, isMapping, pathOf, rules, targets, TYPES, withRule, written } from "./mapping-syntax.js";
import { fieldsBefore, stageResult } from "./preview.js";

/** Which field becomes which column or tag of which table, and the rows that come of it. */
class Mapping extends TdElement {
    static properties = { draft: {}, transforms: {} };

    constructor() {
        super();
        /** @type {import("./draft.js").Draft} */
        this.draft = /** @type {any} */ (null);
        /** @type {any[]} */
        this.transforms = [];
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(this.draft, "change", () => this.requestUpdate());
        this.listen(this, "change-option", (event) => this.#set({ [event.detail.name]: event.detail.value }));
    }

    get index() {
        return this.draft.data.stages.findLastIndex((stage) => isMapping(stage.type, this.transforms));
    }

    render() {
        const stage = this.draft.data.stages[this.index];
        if (!stage) {
            return this.#none();
        }
        const fields = fieldsBefore(this.draft.preview, this.draft.data.stages, this.index);
        const result = stageResult(this.draft.preview, stage.alias);
        const options = this.transforms.find((transform) => transform.class === stage.type)?.options ?? [];
        const named = (/** @type {string[]} */ names) =>
            names.map((name) => options.find((/** @type {any} */ option) => option.name === name)).filter(Boolean);
        const head = ["stable", "table", "timestamp.field", "timestamp.unit"];
        const rest = options.filter((/** @type {any} */ option) => ![...head, "columns", "tags"].includes(option.name));
        return html`<div class="stack" data-stage=${stage.alias}>
            <div class="fields">
                ${named(head).map((option) => html`<td-field .option=${option} .value=${stage.config[option.name]} .list=${this.#completion(option.name, stage, fields)}></td-field>`)}
            </div>
            ${this.#templates(stage, fields)}${this.#grid(stage, fields)}${this.#left(stage, fields)}
            <details class="more">
                <summary>${t("stage.options", { n: rest.length })}</summary>
                <td-option-form .options=${rest} .values=${stage.config}></td-option-form>
            </details>
            ${(result?.failed ?? []).slice(0, 5).map((one) => html`<div class="refused-row"><strong>${t("stage.sample", { n: one.sample })}</strong> ${one.message} ${one.option ? html`<code>${one.option}</code>` : nothing}</div>`)}
            ${mappedRows(this.draft.preview)}
        </div>`;
    }

    #none() {
        const transform = this.transforms.find((one) => isMapping(one.class, this.transforms));
        return emptyState({
            title: t("mapping.none.title"),
            text: t("mapping.none.text"),
            action: transform
                ? html`<button type="button" @click=${() => this.#add(transform)}>${t("mapping.add")}</button>`
                : nothing,
        });
    }

    /** @param {any} transform */
    #add(transform) {
        const stages = this.draft.data.stages;
        this.draft.update({
            stages: [...stages, { alias: freeAlias(stages, transform.class), type: transform.class, config: {} }],
        });
    }

    /** What completes a template or a name. @param {string} option @param {any} stage @param {any[]} fields */
    #completion(option, stage, fields) {
        const names = fields.map((field) => field.name);
        if (option === "timestamp.field") {
            return names;
        }
        return option === "table" ? names.map((name) => `${stage.config.stable || "t"}_{${name}}`) : [];
    }

    /** Fields as buttons that put their variable into the template of the table. @param {any} stage @param {any[]} fields */
    #templates(stage, fields) {
        if (!fields.length) {
            return nothing;
        }
        const table = stage.config.table ?? "";
        return html`<div class="actions small">
            <span class="muted">${t("mapping.insert")}</span>${fields.slice(0, 16).map(
                (field) =>
                    html`<button
                        type="button"
                        class="chip"
                        @click=${() => this.#set({ table: `${table || "t_"}{${field.name}}` })}
                    >
                        <code>{${field.name}}</code>
                    </button>`,
            )}
        </div>`;
    }

    /** @param {any} stage @param {any[]} fields */
    #grid(stage, fields) {
        const columns = targets(stage.config.columns ?? "");
        const tags = targets(stage.config.tags ?? "");
        if (!columns || !tags) {
            return html`<td-option-form
                .options=${this.transforms.find((one) => one.class === stage.type).options.filter((/** @type {any} */ option) => ["columns", "tags"].includes(option.name))}
                .values=${stage.config}
            ></td-option-form>`;
        }
        const all = [
            ...columns.map((one) => ({ ...one, role: "column" })),
            ...tags.map((one) => ({ ...one, role: "tag" })),
        ];
        const write = (/** @type {any[]} */ list) =>
            this.#set({
                columns: written(list.filter((one) => one.role === "column")),
                tags: written(list.filter((one) => one.role === "tag")),
            });
        const change = (/** @type {number} */ i, /** @type {any} */ part) =>
            write(all.map((one, at) => (at === i ? { ...one, ...part } : one)));
        return html`<div class="grid-table">
                <table>
                    <caption class="visually-hidden">
                        ${t("mapping.grid")}
                    </caption>
                    <thead>
                        <tr>
                            ${["source", "rule", "target", "type", "default", "role"].map((name) => html`<th scope="col">${t(`mapping.${name}`)}</th>`)}
                            <th scope="col"><span class="visually-hidden">${t("tasks.actions")}</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        ${all.map((one, i) =>
                            this.#target(
                                one,
                                (part) => change(i, part),
                                () => write(all.filter((_, at) => at !== i)),
                            ),
                        )}
                    </tbody>
                </table>
                <datalist id="mapping-fields">
                    ${fields.map((field) => html`<option value=${pathOf(field.name)}></option>`)}
                </datalist>
                <datalist id="mapping-types">${TYPES.map((type) => html`<option value=${type}></option>`)}</datalist>
            </div>
            ${columns.length ? nothing : html`<p class="muted small">${t("mapping.all")}</p>`}
            <div class="actions">
                <button
                    type="button"
                    @click=${() => write([...all, { path: `field${all.length + 1}`, type: "", name: "", preset: "", role: "column" }])}
                >
                    ${icon("plus")}${t("mapping.row")}
                </button>
            </div>`;
    }

    /** @param {any} one @param {(part: any) => void} change @param {() => void} remove */
    #target(one, change, remove) {
        const input = (/** @type {string} */ key, /** @type {string} */ label, /** @type {string} */ list = "") =>
            html`<input
                aria-label="${t(label)} ${one.path}"
                .value=${one[key]}
                list=${list || nothing}
                spellcheck="false"
                placeholder=${key === "name" ? one.path : ""}
                @change=${(/** @type {any} */ event) => change({ [key]: event.target.value.trim() })}
            />`;
        return html`<tr>
            <td>${input("path", "mapping.source", "mapping-fields")}</td>
            <td>
                <input
                    aria-label="${t("mapping.rule")} ${one.path}"
                    .value=${this.#rule(one.path)}
                    placeholder=${t("mapping.rule.example")}
                    spellcheck="false"
                    @change=${(/** @type {any} */ event) => this.#setRule(one.path, event.target.value.trim())}
                />
            </td>
            <td>${input("name", "mapping.target")}</td>
            <td>${input("type", "mapping.type", "mapping-types")}</td>
            <td>${input("preset", "mapping.default")}</td>
            <td>
                <select
                    aria-label="${t("mapping.role")} ${one.path}"
                    @change=${(/** @type {any} */ event) => change({ role: event.target.value })}
                >
                    ${["column", "tag"].map((role) => html`<option value=${role} ?selected=${one.role === role}>${t(`mapping.role.${role}`)}</option>`)}
                </select>
            </td>
            <td>
                <button
                    type="button"
                    class="icon-button"
                    aria-label="${t("mapping.remove")} ${one.path}"
                    @click=${remove}
                >
                    ${icon("close")}
                </button>
            </td>
        </tr>`;
    }

    /** Fields that go nowhere yet. @param {any} stage @param {any[]} fields */
    #left(stage, fields) {
        const all = [...(targets(stage.config.columns ?? "") ?? []), ...(targets(stage.config.tags ?? "") ?? [])];
        const used = new Set(all.map((one) => one.path.replace(/^`|`$/g, "")));
        // Without columns all fields are some.
        const listed = (targets(stage.config.columns ?? "") ?? []).length > 0;
        const left = used.has("*") || !listed ? [] : fields.filter((field) => !used.has(field.name));
        const add = (/** @type {string} */ option, /** @type {string} */ name) =>
            this.#set({ [option]: [stage.config[option], pathOf(name)].filter(Boolean).join(", ") });
        return left.length
            ? html`<div class="actions small">
                  <span class="muted">${t("mapping.left")}</span>${left.map(
                      (field) =>
                          html`<span class="pair"
                              ><button type="button" class="chip" @click=${() => add("columns", field.name)}>
                                  ${icon("plus")}${field.name}</button
                              ><button
                                  type="button"
                                  class="chip"
                                  aria-label=${t("mapping.as.tag", { name: field.name })}
                                  title=${t("mapping.as.tag", { name: field.name })}
                                  @click=${() => add("tags", field.name)}
                              >
                                  ${t("rows.tag")}
                              </button></span
                          >`,
                  )}
              </div>`
            : nothing;
    }

    /** The stage before the mapping that computes fields. */
    get #computing() {
        const before = this.draft.data.stages.slice(0, this.index);
        return before.findLast((stage) => this.transforms.some((one) => one.class === stage.type && isComputing(one)));
    }

    /** @param {string} path */
    #rule(path) {
        return rules(this.#computing?.config.set ?? "").find((one) => one.name.replace(/:.*/, "") === path)?.rule ?? "";
    }

    /** @param {string} path @param {string} rule */
    #setRule(path, rule) {
        const stages = structuredClone(this.draft.data.stages);
        const found = stages.find((stage) => stage.alias === this.#computing?.alias);
        const transform = this.transforms.find((one) => isComputing(one));
        if (found) {
            found.config.set = withRule(found.config.set ?? "", path, rule);
        } else if (rule && transform) {
            stages.splice(this.index, 0, {
                alias: freeAlias(stages, transform.class),
                type: transform.class,
                config: { set: `${path} = ${rule}` },
            });
        }
        this.draft.update({ stages });
    }

    /** @param {Record<string, any>} options */
    #set(options) {
        const index = this.index;
        const stages = this.draft.data.stages.map((stage, i) =>
            i === index ? { ...stage, config: { ...stage.config, ...options } } : stage,
        );
        this.draft.update({ stages });
    }
}

customElements.define("td-mapping", Mapping);
