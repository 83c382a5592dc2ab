// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window, as a person would use it: it waits for what it clicks. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String[] FLAGS = {
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=en-GB",
        "--force-prefers-reduced-motion"
    };

    private final ChromeDriver driver;
    private final String axe;

    private Browser() {
        Path profile = directory();
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + profile, "--window-size=1280,900");
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .withLogFile(new File(profile.toFile(), "driver.log"))
                        .build(),
                options);
        axe = text("/axe.min.js");
    }

    /** Skips the test where no browser is installed. */
    static void assumeAvailable() {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "skipped: chromium and chromium-driver are not installed");
    }

    static Browser start() {
        return new Browser();
    }

    void open(String url) {
        driver.get(url);
    }

    void reload() {
        driver.navigate().refresh();
    }

    String address() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    void size(int width, int height) {
        // In headless mode the window has a frame of its own height; the page has to have this size.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.manage().window().setSize(new Dimension(width, height));
    }

    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The element once it is there and shown. */
    WebElement find(String css) {
        return await("an element " + css)
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> driver.findElement(By.cssSelector(css)), WebElement::isDisplayed);
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    boolean shows(String css) {
        try {
            return all(css).stream().anyMatch(WebElement::isDisplayed);
        } catch (WebDriverException e) {
            return false;
        }
    }

    /** Clicks like a mouse, once nothing covers the element. */
    void click(String css) {
        await("to click " + css)
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(() -> {
                    WebElement element = find(css);
                    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
                    element.click();
                });
    }

    /** Clicks the first element of this kind with this text. */
    void clickText(String css, String text) {
        await("to click " + css + " with text " + text)
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    for (WebElement element : all(css)) {
                        if (element.isDisplayed() && element.getText().strip().startsWith(text)) {
                            driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
                            element.click();
                            return true;
                        }
                    }
                    return false;
                });
    }

    /** Replaces the text of a field by typing. */
    void type(String css, String text) {
        WebElement field = find(css);
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", field);
        field.click();
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        field.sendKeys(text);
        field.sendKeys(Keys.TAB);
    }

    /** The field of a generated form's option. */
    static String option(String side, String name) {
        return side + " [data-option='" + name + "'] :is(input, select, textarea)";
    }

    void choose(String css, String value) {
        click(css + " option[value='" + value + "']");
    }

    String value(String css) {
        return String.valueOf(find(css).getDomProperty("value"));
    }

    String text(WebElement element) {
        return element.getText();
    }

    String pageText() {
        return driver.findElement(By.tagName("body")).getText();
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a body of an asynchronous function. */
    Object runAsync(String body) {
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1]; (async () => {" + body
                + "})().then(done, fault => done('FAULT ' + fault.stack));");
    }

    /** Waits until the page shows a text somewhere. */
    void awaitText(String text) {
        await("the text " + text)
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> pageText().contains(text));
    }

    void awaitShown(String css) {
        find(css);
    }

    void awaitGone(String css) {
        await("no element " + css).atMost(LIMIT).until(() -> !shows(css));
    }

    /** What axe-core finds against WCAG 2.1 A and AA and its best practices, in the page as it is now. */
    @SuppressWarnings("unchecked")
    List<String> accessibilityProblems() {
        driver.executeScript(axe);
        return (List<String>) Objects.requireNonNull(
                runAsync("const result = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',"
                        + " 'wcag21aa', 'best-practice']}); return result.violations.map(one => one.id + ': ' + one.help + ' '"
                        + " + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | '));"));
    }

    /** By how many pixels the page is wider than the window. */
    long overflow() {
        return (Long) Objects.requireNonNull(driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    /** Warnings and errors of the page's scripts and of its content security policy. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** The page with what is outside of the window. */
    byte[] wholePage() {
        Object data = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"))
                .get("data");
        return Base64.getDecoder().decode(String.valueOf(data));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "chromium")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new IllegalStateException("No directory for the profile of Chromium", e);
        }
    }

    private static String text(String resource) {
        try (InputStream stream = Browser.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("No " + resource, e);
        }
    }
}
