// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures of the console for the documentation, written with {@code -Dupdate.images}. */
final class Screenshot {
    static final Path FOLDER = Path.of(System.getProperty("tdconnect.root"), "docs", "images");
    static final int MOST_BYTES = 150 * 1024;

    private Screenshot() {}

    /** The page from its top. */
    static void of(String name, Browser browser) {
        if (System.getProperty("update.images") != null) {
            browser.run("scrollTo(0, 0)");
            write(name, browser);
        }
    }

    /** The window with an element at its top. */
    static void of(String name, Browser browser, String css) {
        if (System.getProperty("update.images") != null) {
            browser.run(
                    "document.querySelector(arguments[0]).scrollIntoView({block: 'start', behavior: 'instant'})", css);
            write(name, browser);
        }
    }

    private static void write(String name, Browser browser) {
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve("console-" + name + ".png"), browser.screenshot());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
