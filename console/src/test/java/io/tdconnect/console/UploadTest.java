// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.console.Browser.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Samples from files, for which neither a worker nor a broker is needed. */
@Timeout(60)
class UploadTest {
    private Console console;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        console = Console.start(Map.of("listeners", "http://127.0.0.1:0", "connect.url", "http://127.0.0.1:1"));
        browser = new Browser(console.url());
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    @Test
    void samplesOfFiles() throws Exception {
        assertThat(upload("lines", "{\"a\":1}\n\nplain\n")).containsExactly("{\"a\":1}", "plain");
        assertThat(upload("json", "[{\"a\":1},\n {\"a\":2}]")).containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(upload("json", "{\"a\":1}\n{\n\"a\":2}")).containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(upload("csv", "\uFEFFid;v;t\n\"x;y\";1.50;\nz;007;now\n"))
                .containsExactly(
                        "{\"id\":\"x;y\",\"v\":1.50,\"t\":null}", "{\"id\":\"z\",\"v\":\"007\",\"t\":\"now\"}");
        assertThat(uploaded("json", "{\"a\"").code()).isEqualTo("bad_request");
        assertThat(uploaded("xml", "").code()).isEqualTo("bad_request");
        assertThat(uploaded("lines", "x\n".repeat(101))
                        .content()
                        .path("truncated")
                        .asBoolean())
                .isTrue();
    }

    private List<String> upload(String format, String text) throws Exception {
        return uploaded(format, text).content().path("samples").findValuesAsText("text");
    }

    private Answer uploaded(String format, String text) throws Exception {
        return browser.send(browser.request("/api/upload?format=" + format)
                .header("X-Requested-With", "tdconnect")
                .POST(BodyPublishers.ofString(text)));
    }
}
