// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { part, post, call } from "../api.js";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { say } from "../parts/dialog.js";
import { commandLine } from "../parts/command.js";
import { jsonBlock } from "../parts/json.js";
import { errorNotice, notice } from "../parts/status.js";
import { address, go } from "../router.js";
import { masked } from "./config.js";

/** Both documents, the command line, and the button that creates the task. */
class Review extends TdElement {
    static properties = { draft: {}, busy: { state: true }, error: { state: true }, command: { state: true } };

    /** The task for which the line was asked. */
    #asked = "";

    constructor() {
        super();
        /** @type {import("./draft.js").Draft} */
        this.draft = /** @type {any} */ (null);
        this.busy = false;
        /** @type {any} */
        this.error = null;
        /** What the server answered about the line; null if it was not asked since the last change. @type {any} */
        this.command = null;
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(this.draft, "change", () => {
            if (this.command && this.#asked !== JSON.stringify(this.#task())) {
                this.command = null;
            }
            this.requestUpdate();
        });
    }

    render() {
        const { draft } = this;
        const missing = [draft.data.name ? "" : t("new.name"), draft.kind || draft.edited ? "" : t("new.kind")].filter(
            Boolean,
        );
        const json = (/** @type {any} */ config) => JSON.stringify(masked(config, draft.secrets), null, 2);
        return html`<div class="stack">
            <div class="side-by-side">
                ${draft.kind ? jsonBlock(t("review.source"), json(draft.sourceConfig())) : nothing}
                ${jsonBlock(t("review.sink"), json(draft.sinkConfig()))}
            </div>
            ${this.#run()}
            ${this.error?.code === "changed" ? notice("warn", html`<strong>${t("review.changed")}</strong> ${t("review.changed.text")}`, html`<button type="button" @click=${this.#reload}>${t("review.reload")}</button>`) : errorNotice(this.error)}
            ${missing.length ? notice("note", t("review.missing", { names: missing.join(", ") })) : nothing}
            <div class="submit">
                <button type="button" class="quiet" @click=${this.#discard}>${t("review.discard")}</button>
                <button
                    type="button"
                    class="primary"
                    id="submit"
                    ?disabled=${this.busy || missing.length > 0}
                    @click=${this.#submit}
                >
                    ${this.busy ? html`<span class="spinner"></span>` : nothing}${t(draft.edited ? "review.save" : "review.submit")}
                </button>
            </div>
        </div>`;
    }

    /** The same task without a cluster. */
    #run() {
        return html`<div class="stack tight">
            <div class="actions">
                <button type="button" class="quiet" @click=${this.#line}>${t("review.command")}</button>
            </div>
            ${this.command === null ? nothing : commandLine(this.command)}
        </div>`;
    }

    #task() {
        const { draft } = this;
        return { name: draft.data.name || "task", source: draft.sourceConfig(), sink: draft.sinkConfig() };
    }

    #line = async () => {
        this.error = null;
        try {
            const task = this.#task();
            this.command = await post("command", task);
            this.#asked = JSON.stringify(task);
        } catch (error) {
            this.command = null;
            this.error = error;
        }
    };

    #submit = async () => {
        const { draft } = this;
        this.busy = true;
        this.error = null;
        try {
            const sides = { ...(draft.kind ? { source: draft.sourceConfig() } : {}), sink: draft.sinkConfig() };
            if (draft.edited) {
                await call("PUT", `tasks/${part(draft.edited)}/config`, { ...sides, version: draft.data.version });
            } else {
                await post("tasks", { name: draft.data.name, ...sides, start: true });
            }
            say(t(draft.edited ? "review.saved" : "review.created", { name: draft.data.name }));
            draft.forget();
            go(draft.edited ? address("task", draft.edited) : "#/tasks");
        } catch (error) {
            this.#refused(error);
        } finally {
            this.busy = false;
        }
    };

    /** A refusal that names an option goes to its field. @param {any} error */
    #refused(error) {
        this.error = error;
        if (error.option) {
            const side =
                error.option in this.draft.sourceConfig() && !(error.option in this.draft.data.sink)
                    ? "source"
                    : "sink";
            this.draft.problems[side] = [{ option: error.option, cause: "other", message: error.message }];
            this.draft.show();
        }
    }

    #discard = () => {
        this.draft.discard();
        go(this.draft.edited ? address("task", this.draft.edited) : "#/tasks");
    };

    #reload = () => {
        this.draft.forget();
        location.reload();
    };
}

customElements.define("td-review", Review);
