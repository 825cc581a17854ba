package dev.clawgateway.server.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.core.node.Gpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page as Prometheus and the manual have it. */
class MetricsPageTest extends WatchedMetrics {
    @Test
    void describesEveryFamilyOnce() {
        drive();

        String page = metrics.scrape("").text();

        List<String> typed = names("# TYPE (\\S+) (?:counter|gauge|histogram|summary)", page);
        List<String> helped = names("# HELP (\\S+) \\S.*", page);
        List<String> ours = typed.stream().filter(name -> name.startsWith("gateway_")).toList();
        assertThat(typed).doesNotHaveDuplicates();
        assertThat(helped).containsExactlyInAnyOrderElementsOf(typed);
        assertThat(ours).hasSizeGreaterThan(30).allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
        for (String counter : names("# TYPE (\\S+) counter", page)) {
            assertThat(counter).endsWith("_total");
        }
        for (String gauge : names("# TYPE (\\S+) gauge", page)) {
            assertThat(gauge).doesNotEndWith("_total");
        }
    }

    @Test
    void areListedInTheManual() throws IOException {
        drive();
        open(node(1, List.of(new Gpu(0, H100, 81_559, "a"))));
        countWaiting.run();
        String manual = Files.readString(Path.of("..", "docs", "metrics.md"));

        List<String> shown = names("# TYPE (gateway_\\S+) \\S+", metrics.scrape("").text());

        // Not shown here: no node has measured anything, and no guest, listener, TLS, door, audit
        // log, device, configuration, plug-in, stream or OpenClaw is here.
        assertThat(names("\\| `(gateway_\\S+)` \\| .*", manual))
                .filteredOn(name -> !name.equals("gateway_gpu_utilization_ratio"))
                .filteredOn(name ->
                        !name.matches(
                                "gateway_(discovery|membership|listeners|tls|auth|oidc|audit|config|scoring|streams|device|openclaw)_.*"))
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void everyReasonToWaitIsInTheManual() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "metrics.md"));
        String waiting = manual.substring(manual.indexOf("## Reasons to wait"));

        List<String> shown =
                names(
                        "gateway_pending_workloads\\{reason=\"(\\S+)\"} \\S+",
                        metrics.scrape("").text());

        assertThat(names("\\| `(\\S+)` \\| .*", waiting))
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void speaksOpenMetricsWhenAsked() {
        var page = metrics.scrape("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

        assertThat(page.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(page.text()).endsWith("# EOF\n");
        assertThat(metrics.scrape("*/*").contentType()).startsWith("text/plain; version=0.0.4");
    }

    @Test
    void pleasesPromtool() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "promtool is not on the PATH; install the Debian package prometheus");
        drive();
        Process promtool =
                new ProcessBuilder("promtool", "check", "metrics")
                        .redirectErrorStream(true)
                        .start();

        try (var input = promtool.outputWriter(UTF_8)) {
            input.write(metrics.scrape("").text());
        }
        String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
    }

    private void drive() {
        runLoop();
        countTraffic();
        traffic.violated("oversize");
        traffic.closed("slow_consumer");
    }

    private static List<String> names(String pattern, String page) {
        Matcher matcher = Pattern.compile("^" + pattern + "$", Pattern.MULTILINE).matcher(page);
        return matcher.results().map(found -> found.group(1)).toList();
    }
}
