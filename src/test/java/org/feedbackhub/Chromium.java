package org.feedbackhub;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Somebody at the console with a real browser: Chromium, headless, as Debian brings it. */
final class Chromium implements AutoCloseable {

    private static final File BROWSER = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final int NARROW = 320;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Where nothing has a colour of its own, that of the browser's canvas is behind a text. */
    private static final String COLOURS =
            """
            const parts = colour => colour.match(/[\\d.]+/g).map(Number);
            const lightness = colour => {
                const [r, g, b] = parts(colour).slice(0, 3).map(one => one / 255)
                    .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const backgroundOf = element => {
                for (let one = element; one; one = one.parentElement) {
                    const colour = getComputedStyle(one).backgroundColor;
                    if (parts(colour)[3] !== 0) return colour;
                }
                const canvas = document.body.appendChild(document.createElement('div'));
                canvas.style.backgroundColor = 'Canvas';
                const colour = getComputedStyle(canvas).backgroundColor;
                canvas.remove();
                return colour;
            };
            """;

    private final ChromeDriver driver;
    private final String hub;

    /** Whether browser and driver are there. */
    static boolean installed() {
        return BROWSER.canExecute() && DRIVER.canExecute();
    }

    Chromium(int httpPort) {
        this.hub = "http://127.0.0.1:" + httpPort;
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,1000");
        options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.IGNORE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, java.util.logging.Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofMinutes(2)).scriptTimeout(Duration.ofMinutes(2));
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(String path) {
        driver.get(hub + path);
    }

    void signIn(String name, String password) {
        open("/console/sign-in");
        driver.findElement(By.id("username")).sendKeys(name);
        driver.findElement(By.id("password")).sendKeys(password);
        press("main button");
    }

    /** Presses a button that leads to another page, and waits until the page is there. */
    void press(String selector) {
        WebElement page = driver.findElement(By.tagName("html"));
        driver.findElement(By.cssSelector(selector)).click();
        WebDriverWait next = new WebDriverWait(driver, Duration.ofSeconds(60));
        next.until(browser -> isGone(page));
        // while one page makes way for the next, the browser knows neither
        next.ignoring(WebDriverException.class).until(ExpectedConditions.presenceOfElementLocated(By.tagName("main")));
        next.ignoring(WebDriverException.class)
                .until(browser -> "complete".equals(driver.executeScript("return document.readyState")));
    }

    private static boolean isGone(WebElement page) {
        try {
            page.isEnabled();
            return false;
        } catch (WebDriverException e) {
            return true;
        }
    }

    /** Keeps a picture of the whole page for people to look at. */
    void picture(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Map<String, Object> picture =
                    driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
            Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) picture.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a page has opened a dialog. */
    boolean dialog() {
        try {
            driver.switchTo().alert();
            return true;
        } catch (NoAlertPresentException e) {
            return false;
        }
    }

    /** What was asked for since the last call, of whomever but the hub. */
    List<String> askedElsewhere() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> entry.getMessage())
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .filter(url -> !url.startsWith(hub + "/") && !url.startsWith("data:"))
                .toList();
    }

    /** What axe-core finds on the page that is serious or worse, as rule and place. */
    List<?> barriers(String axe) {
        driver.executeScript(axe);
        Object found = driver.executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                axe.run(document, {iframes: false}).then(
                    result => done(result.violations
                        .filter(one => one.impact === 'serious' || one.impact === 'critical')
                        .map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | '))),
                    fault => done(['axe failed: ' + fault]));""");
        return (List<?>) found;
    }

    /** What the page's window holds under this name, or null. */
    Object window(String name) {
        return driver.executeScript("return window[arguments[0]] === undefined ? null : window[arguments[0]]", name);
    }

    /** How many pictures of the page are there and not broken, once all were scrolled to. */
    long loadedPictures() {
        return (Long)
                driver.executeScript(
                        """
                const all = [...document.images];
                all.forEach(one => { one.loading = 'eager'; one.scrollIntoView(); });
                return all.filter(one => one.complete && one.naturalWidth > 0).length;""");
    }

    /** How many pixels the page sticks out of a screen that is 320 wide (WCAG 2.2, 1.4.10 Reflow). */
    long sticksOut() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", NARROW, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        Object width = driver.executeScript("return document.documentElement.scrollWidth");
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        return Math.max(0, ((Number) width).longValue() - NARROW);
    }

    /** Has pages drawn as on another screen. @param width in pixels @param dark whether the reader prefers dark pages */
    void pretend(int width, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        // a phone's lie over the page, and would else be cut off the picture
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** How wide all that is on the page is, in pixels. */
    long width() {
        return ((Number) driver.executeScript("return document.documentElement.scrollWidth")).longValue();
    }

    /** How light the page's background is, from 0 to 1 (relative luminance, WCAG 2.2). */
    double background() {
        return ((Number) driver.executeScript(COLOURS + "return lightness(backgroundOf(document.body))")).doubleValue();
    }

    /** The least contrast that a text of the page has with what is behind it, from 1 to 21 (WCAG 2.2). */
    double faintest() {
        return ((Number)
                        driver.executeScript(
                                COLOURS
                                        + """
                                const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                                let least = 21;
                                while (texts.nextNode()) {
                                    if (texts.currentNode.textContent.trim()) {
                                        const element = texts.currentNode.parentElement;
                                        const [dark, light] = [
                                            lightness(getComputedStyle(element).color), lightness(backgroundOf(element))
                                        ].sort((a, b) => a - b);
                                        least = Math.min(least, (light + 0.05) / (dark + 0.05));
                                    }
                                }
                                return least;"""))
                .doubleValue();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
