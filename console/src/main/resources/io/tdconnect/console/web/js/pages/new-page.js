// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { get, getOnce, part } from "../api.js";
import { TdElement } from "../element.js";
import { kindChoice, ofSide } from "../form/basics.js";
import "../form/check.js";
import "../form/collection.js";
import { Draft, handover, PUT_ASIDE } from "../form/draft.js";
import "../form/errors.js";
import "../form/mapping.js";
import { explainedKinds, optionsOfKind, plainKind, plainKinds, usefulTransforms } from "../form/kinds.js";
import { PreviewRunner } from "../form/preview.js";
import "../form/review.js";
import "../form/samples.js";
import "../form/stages.js";
import { optionsNamed, STEPS, stepState } from "../form/steps.js";
import "../form/target.js";
import { t } from "../i18n.js";
import { errorNotice, loading, notice } from "../parts/status.js";

/** A task on one page, from its name to both configurations; also to edit one. */
class NewPage extends TdElement {
    static properties = {
        edit: {},
        option: {},
        ready: { state: true },
        error: { state: true },
        forms: { state: true },
        restored: { state: true },
    };

    constructor() {
        super();
        this.edit = "";
        this.option = "";
        this.ready = false;
        /** @type {any} */
        this.error = null;
        /** Options of both sides. @type {{source: any[], sink: any[]}} */
        this.forms = { source: [], sink: [] };
        this.restored = false;
        /** @type {any[]} */
        this.kinds = [];
        /** @type {any[]} */
        this.transforms = [];
        this.formOf = { source: "", sink: "" };
    }

    connectedCallback() {
        super.connectedCallback();
        this.draft = new Draft(this.edit);
        this.runner = new PreviewRunner(this.draft);
        this.listen(this.draft, "change", () => this.#changed());
        this.#load();
    }

    async #load() {
        const draft = /** @type {Draft} */ (this.draft);
        try {
            const [kinds, transforms] = await Promise.all([explainedKinds(), getOnce("transforms")]);
            this.kinds = [...kinds, ...(await plainKinds(kinds).catch(() => []))];
            this.transforms = usefulTransforms(transforms);
            const handed = this.edit ? null : handover.task;
            handover.task = null;
            this.restored = !handed && draft.restore();
            if (handed) {
                draft.fill(handed, this.kinds);
            } else if (this.restored) {
                draft.choose(this.kinds);
            } else if (this.edit) {
                await this.#fillEdited(draft);
            } else {
                draft.choose(this.kinds);
                draft.data.sink = { ...PUT_ASIDE };
            }
            await this.#loadForms();
            this.ready = true;
            if (handed) {
                draft.save();
            }
            draft.show();
            await this.updateComplete;
            this.#focusOption();
        } catch (error) {
            this.error = error;
        }
    }

    /** A class that no worker lists now is still shown by its name. @param {Draft} draft */
    async #fillEdited(draft) {
        const task = await get(`tasks/${part(this.edit)}`);
        for (const side of ["source", "sink"]) {
            const connectorClass = task.configs[side]?.["connector.class"];
            if (connectorClass && !this.kinds.some((kind) => kind.connectorClass === connectorClass)) {
                this.kinds.push(plainKind(connectorClass, side === "source" ? "SOURCE" : "SINK"));
            }
        }
        draft.fill(task, this.kinds);
    }

    async #focusOption() {
        if (this.option) {
            await new Promise((drawn) => requestAnimationFrame(drawn));
            const field = this.querySelector(`[data-option="${CSS.escape(this.option)}"]`);
            field?.closest("details")?.setAttribute("open", "");
            /** @type {HTMLElement | null} */ (field?.querySelector("input, select, textarea") ?? null)?.focus();
        }
    }

    /** Definitions of the options of the chosen kinds. */
    async #loadForms() {
        const draft = /** @type {Draft} */ (this.draft);
        for (const side of /** @type {const} */ (["source", "sink"])) {
            const kind = side === "source" ? draft.kind : draft.sinkKind;
            if (kind && this.formOf[side] !== kind.id) {
                this.formOf[side] = kind.id;
                const options = await optionsOfKind(kind);
                for (const option of options.filter((one) => one.secret || one.type === "PASSWORD")) {
                    draft.secrets.add(option.name);
                }
                this.forms = { ...this.forms, [side]: options };
            }
        }
    }

    #changed() {
        this.runner?.later();
        this.requestUpdate();
    }

    render() {
        const draft = /** @type {Draft} */ (this.draft);
        if (!this.ready) {
            return html`<div class="page">
                <h1>${t(this.edit ? "edit.title" : "new.title", { name: this.edit })}</h1>
                ${this.error ? errorNotice(this.error) : loading()}
            </div>`;
        }
        return html`<div class="page">
            <div class="title">
                <div>
                    <h1>${t(this.edit ? "edit.title" : "new.title", { name: draft.data.name })}</h1>
                    <p class="muted">${t("new.text")}</p>
                </div>
            </div>
            ${this.restored ? notice("note", t(this.#lostSecrets() ? "new.restored.secrets" : "new.restored"), html`<button type="button" class="small-button" @click=${this.#afresh}>${t("new.afresh")}</button>`) : nothing}
            <div class="builder">
                <nav class="steps" aria-label=${t("new.steps")}>
                    ${STEPS.map(
                        (step, i) =>
                            html`<a
                                href="#step-${step}"
                                class=${stepState(draft, this.forms, step)}
                                @click=${(/** @type {Event} */ event) => this.#jump(event, step)}
                            >
                                <span class="step-number">${i + 1}</span>${t(`step.${step}`)}</a
                            >`,
                    )}
                </nav>
                <div class="stack">${this.#sections(draft)}</div>
            </div>
        </div>`;
    }

    #lostSecrets() {
        const draft = /** @type {Draft} */ (this.draft);
        return [...draft.secrets].some((name) => draft.data.source[name] === "" || draft.data.sink[name] === "");
    }

    #afresh = () => {
        this.draft?.forget();
        location.reload();
    };

    /** @param {Event} event @param {string} step */
    #jump(event, step) {
        event.preventDefault();
        const section = /** @type {HTMLElement} */ (this.querySelector(`#step-${step}`));
        section.scrollIntoView({
            behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
        });
        section.focus({ preventScroll: true });
    }

    /** @param {Draft} draft */
    #sections(draft) {
        const kind = draft.kind;
        const chosen = kind || this.edit;
        const sourceSide = kind
            ? html` ${this.#section(
                  "connection",
                  html`<div id="source-fields" class="stack">
                      <td-option-form
                          .options=${optionsNamed(this.forms, "source", kind.connection)}
                          .values=${draft.data.source}
                          .problems=${draft.problems.source}
                      ></td-option-form>
                      <td-check
                          .draft=${draft}
                          .side=${"source"}
                          .named=${new Set([...kind.connection, ...kind.collection])}
                      ></td-check>
                  </div>`,
                  true,
              )}
              ${this.#section("collection", html`<td-collection .draft=${draft} .options=${optionsNamed(this.forms, "source", [...kind.collection, ...this.#otherBasic(kind)])}></td-collection>`, true)}`
            : nothing;
        return html`${this.#section("basics", html`<td-basics .draft=${draft} .kinds=${this.kinds} @choose-kind=${(/** @type {CustomEvent} */ event) => this.#choose({ kind: event.detail })}></td-basics>`)}
        ${
            chosen
                ? html`${this.#section("target", html`${this.#sinks(draft)}<td-target .draft=${draft} .options=${optionsNamed(this.forms, "sink", draft.sinkKind?.basic)}></td-target>`)}
                  ${sourceSide}
                  ${this.#section(
                      "payload",
                      html`<div class="workbench">
                          <div class="bench left"><td-samples .draft=${draft}></td-samples></div>
                          <td-stages .draft=${draft} .transforms=${this.transforms}></td-stages>
                      </div>`,
                  )}
                  ${this.#section("mapping", html`<td-mapping .draft=${draft} .transforms=${this.transforms}></td-mapping>`)}
                  ${this.#section("errors", html`<td-errors .draft=${draft} .source=${this.#rest("source", kind)} .sink=${this.#rest("sink", draft.sinkKind)}></td-errors>`)}
                  ${this.#section("review", html`<td-review .draft=${draft}></td-review>`)}`
                : html`<p class="muted">${t("new.choose")}</p>`
        }`;
    }

    /** Basic options that belong to no step of their own. @param {any} kind */
    #otherBasic(kind) {
        return kind.basic.filter(
            (/** @type {string} */ name) =>
                !kind.connection.includes(name) && !kind.collection.includes(name) && name !== kind.topicOption,
        );
    }

    /** @param {"source" | "sink"} side @param {any} kind */
    #rest(side, kind) {
        const shown = new Set([
            ...(kind?.basic ?? []),
            ...(side === "source" ? [...(kind?.connection ?? []), ...(kind?.collection ?? [])] : []),
        ]);
        return this.forms[side].filter((option) => !shown.has(option.name));
    }

    /** @param {string} step @param {any} content @param {boolean} [ofSource] whether its fields are options of the source */
    #section(step, content, ofSource) {
        const draft = /** @type {Draft} */ (this.draft);
        const change = (/** @type {CustomEvent} */ event) =>
            draft.set("source", { [event.detail.name]: event.detail.value });
        return html`<section
            class="card section"
            id="step-${step}"
            tabindex="-1"
            aria-labelledby="title-${step}"
            @change-option=${ofSource ? change : nothing}
        >
            <header>
                <h2 id="title-${step}">
                    <span class="step-number">${STEPS.indexOf(step) + 1}</span>${t(`step.${step}`)}
                </h2>
                <p class="muted">${t(`step.${step}.text`)}</p>
            </header>
            ${content}
        </section>`;
    }

    /** @param {Draft} draft */
    #sinks(draft) {
        const sinks = ofSide(this.kinds, "SINK").filter((kind) => !kind.plain);
        return sinks.length < 2 || this.edit
            ? nothing
            : kindChoice(t("new.sink"), "sink-kind", sinks, draft.data.sinkKind, (id) =>
                  this.#choose({ sinkKind: id }),
              );
    }

    /** @param {any} change */
    async #choose(change) {
        const draft = /** @type {Draft} */ (this.draft);
        if (change.kind) {
            Object.assign(change, { source: {}, chosen: [] });
            draft.problems.source = [];
        }
        Object.assign(draft.data, change);
        draft.choose(this.kinds);
        try {
            await this.#loadForms();
            draft.save();
        } catch (error) {
            this.error = error;
        }
    }
}

customElements.define("td-new-page", NewPage);
