// SPDX-License-Identifier: Apache-2.0
/** Addresses of pages: #/page/argument?query. */

/** @param {string} hash @returns {{page: string, argument: string, query: URLSearchParams}} */
export function parse(hash) {
    const [path, query] = hash.replace(/^#\/?/, "").split("?");
    const [page, ...rest] = path.split("/");
    return { page: page || "tasks", argument: decoded(rest.join("/")), query: new URLSearchParams(query ?? "") };
}

function decoded(/** @type {string} */ text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

/** @param {string} page @param {string} [argument] @param {Record<string, string>} [query] */
export function address(page, argument, query) {
    const path = argument === undefined ? `#/${page}` : `#/${page}/${encodeURIComponent(argument)}`;
    return query ? `${path}?${new URLSearchParams(query)}` : path;
}

/** @param {string} hash */
export function go(hash) {
    location.hash = hash;
}
