// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { get } from "./api.js";
import { TdElement } from "./element.js";
import { LANGUAGES, currentLanguage, loadLanguage, t } from "./i18n.js";
import "./parts/dialog.js";
import { icon } from "./parts/icons.js";
import { emptyState, notice } from "./parts/status.js";
import { parse } from "./router.js";
import { store } from "./store.js";

/** Pages are loaded when they are first opened. @type {Record<string, {load: () => Promise<any>, draw: (route: any) => any, nav?: string}>} */
const PAGES = {
    tasks: {
        load: () => import("./pages/tasks-page.js"),
        draw: () => html`<td-tasks-page></td-tasks-page>`,
        nav: "tasks",
    },
    task: {
        load: () => import("./pages/task-page.js"),
        draw: (r) => html`<td-task-page .task=${r.argument}></td-task-page>`,
        nav: "tasks",
    },
    new: { load: () => import("./pages/new-page.js"), draw: () => html`<td-new-page></td-new-page>`, nav: "new" },
    edit: {
        load: () => import("./pages/new-page.js"),
        draw: (r) => html`<td-new-page .edit=${r.argument} .option=${r.query.get("option") ?? ""}></td-new-page>`,
        nav: "tasks",
    },
    letters: {
        load: () => import("./pages/letters-page.js"),
        draw: (r) => html`<td-letters-page .task=${r.argument}></td-letters-page>`,
        nav: "letters",
    },
    import: {
        load: () => import("./pages/import-page.js"),
        draw: () => html`<td-import-page></td-import-page>`,
        nav: "import",
    },
    workers: {
        load: () => import("./pages/workers-page.js"),
        draw: () => html`<td-workers-page></td-workers-page>`,
        nav: "workers",
    },
};
const NAV = ["tasks", "new", "letters", "import", "workers"];

/** Header, navigation and the page of the address. */
class App extends TdElement {
    static properties = {
        route: { state: true },
        loaded: { state: true },
        said: { state: true },
        lost: { state: true },
    };

    constructor() {
        super();
        this.route = parse(location.hash);
        this.loaded = "";
        this.said = "";
        this.lost = false;
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(window, "hashchange", () => this.#moved());
        this.listen(window, "tdconnect-say", (event) => this.#say(event.detail));
        this.listen(store, "change", () => this.requestUpdate());
        this.listen(document, "click", (event) => this.#closeMenus(event.target));
        this.listen(document, "keydown", (event) => event.key === "Escape" && this.#closeMenus(null));
        store.start();
        this.#loadInfo();
        this.#moved();
    }

    async #loadInfo() {
        try {
            store.info = await get("info");
            this.requestUpdate();
        } catch {
            setTimeout(() => this.isConnected && this.#loadInfo(), 3000);
        }
    }

    async #moved() {
        this.route = parse(location.hash);
        const page = this.route.page;
        if (!PAGES[page]) {
            this.loaded = page;
            return;
        }
        await PAGES[page].load();
        const first = this.loaded === "";
        this.loaded = page;
        await this.updateComplete;
        document.title = `${t(`nav.${PAGES[page].nav}`)} · tdconnect`;
        if (!first) {
            scrollTo(0, 0);
            /** @type {HTMLElement | null} */ (this.querySelector("main"))?.focus({ preventScroll: true });
        }
    }

    /** @param {string} text */
    #say(text) {
        this.said = text;
        setTimeout(() => (this.said = this.said === text ? "" : this.said), 6000);
    }

    /** @param {any} target */
    #closeMenus(target) {
        for (const menu of document.querySelectorAll("details.menu[open]")) {
            if (!menu.contains(target)) {
                /** @type {any} */ (menu).open = false;
            }
        }
    }

    render() {
        const page = PAGES[this.route.page];
        const shown = this.loaded === this.route.page;
        return html` <a
                class="skip"
                href="#main"
                @click=${(/** @type {Event} */ event) => {
                    event.preventDefault();
                    /** @type {any} */ (this.querySelector("main")).focus();
                }}
                >${t("skip")}</a
            >
            <header class="top">
                <div class="bar">
                    <a class="brand" href="#/tasks"
                        ><img src="icon.svg" alt="" width="28" height="28" /><span>tdconnect</span></a
                    >
                    <nav aria-label=${t("nav.label")}>
                        ${NAV.map((name) => html`<a href="#/${name}" aria-current=${page?.nav === name ? "page" : nothing}>${t(`nav.${name}`)}</a>`)}
                    </nav>
                    <div class="settings">${this.#language()}${this.#theme()}${this.#user()}</div>
                </div>
            </header>
            ${this.#connection()}
            <main id="main" tabindex="-1">
                ${shown ? (page ? page.draw(this.route) : emptyState({ title: t("page.unknown"), alone: true, action: html`<a class="button" href="#/tasks">${t("nav.tasks")}</a>` })) : nothing}
            </main>
            <footer>
                ${store.info ? html`tdconnect ${store.info.version} · Kafka ${store.info.kafkaVersion}` : nothing}
            </footer>
            <div class="toast ${this.said ? "shown" : ""}" role="status" aria-live="polite">${this.said}</div>
            <td-dialog></td-dialog>`;
    }

    #connection() {
        const state = store.connection;
        if (state === "live" || state === "connecting") {
            return nothing;
        }
        return html`<div class="banner">
            ${notice("warn", html`<strong>${t(`connection.${state}`)}</strong> ${t("connection.again")}`)}
        </div>`;
    }

    #language() {
        const next = currentLanguage() === "en" ? "zh" : "en";
        return html`<button
            type="button"
            class="quiet"
            lang=${next === "zh" ? "zh-CN" : "en"}
            @click=${() => loadLanguage(next)}
        >
            ${LANGUAGES[next]}
        </button>`;
    }

    #theme() {
        const root = document.documentElement;
        const dark = root.dataset.theme
            ? root.dataset.theme === "dark"
            : matchMedia("(prefers-color-scheme: dark)").matches;
        const set = () => {
            root.dataset.theme = dark ? "light" : "dark";
            localStorage.setItem("tdconnect.theme", root.dataset.theme);
            dispatchEvent(new Event("tdconnect-theme"));
            this.requestUpdate();
        };
        return html`<button
            type="button"
            class="icon-button"
            title=${t(dark ? "theme.light" : "theme.dark")}
            aria-label=${t(dark ? "theme.light" : "theme.dark")}
            @click=${set}
        >
            ${icon(dark ? "sun" : "moon")}
        </button>`;
    }

    #user() {
        return store.info?.user ? html`<span class="user" title=${t("user")}>${store.info.user}</span>` : nothing;
    }
}

await loadLanguage();
customElements.define("td-app", App);
