// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * How a browser that was just started loads the list of tasks.
 *
 * @param millis from the begin of the navigation until all tasks are drawn
 * @param kilobytes over the network, compressed as they come
 */
record PageLoad(double millis, double kilobytes, long requests) {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    /** Warns at each start that it does not know the newest protocol of the browser, which is not used. */
    private static final Logger PROTOCOL = Logger.getLogger("org.openqa.selenium.devtools");

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Calls back in the frame after the one in which the last row is there. */
    private static final String UNTIL_DRAWN = """
            const done = arguments[arguments.length - 1];
            const look = () => document.querySelectorAll("td-tasks-page tbody tr").length >= arguments[0]
                ? requestAnimationFrame(() => {
                    const loads = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
                    done([performance.now(), loads.reduce((sum, load) => sum + load.transferSize, 0) / 1024, loads.length]);
                  })
                : requestAnimationFrame(look);
            look();
            """;

    static PageLoad measure(String page, int rows) {
        PROTOCOL.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run");
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
        try {
            driver.manage().timeouts().scriptTimeout(LIMIT);
            driver.get(page);
            List<?> found = (List<?>) Objects.requireNonNull(driver.executeAsyncScript(UNTIL_DRAWN, rows));
            return new PageLoad(number(found, 0), number(found, 1), (long) number(found, 2));
        } finally {
            driver.quit();
        }
    }

    private static double number(List<?> found, int index) {
        return ((Number) found.get(index)).doubleValue();
    }
}
