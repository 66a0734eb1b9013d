package dev.pullcord.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example for Alertmanager is one, and knows our alerts: whoever copies it is told of what matters. */
class AlertmanagerTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "src")).toAbsolutePath().getParent();
    private static final Path FOLDER = ROOT.resolve("dashboards/prometheus");
    private static final Path EXAMPLE = FOLDER.resolve("alertmanager.yml");

    private static Optional<Path> amtool;

    @BeforeAll
    static void find() {
        amtool = Stream.concat(
                        Stream.of(
                                Path.of(System.getenv().getOrDefault("PULLCORD_ALERTMANAGER", "/nowhere")),
                                ROOT.resolve("target/tools/alertmanager/usr/bin")),
                        Stream.of(System.getenv("PATH").split(":")).map(Path::of))
                .map(place -> place.resolve("amtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Test
    void amtoolFindsNothingWrongWithIt() {
        assertThat(said("check-config", EXAMPLE.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PullcordPanicUnattended, page, minutes, safety",
        "PullcordNobodyCame, page, '', safety",
        "PullcordPanicsInJournal, page, '', safety",
        "PullcordNoticesFailing, page, '', safety",
        "PullcordAbsent, page, '', safety",
        "PullcordLaneOverdue, page, hour, safety",
        "PullcordLaneOverdue, page, day, page",
        "PullcordActionsParked, page, '', page",
        "PullcordNodeDown, page, '', page",
        "PullcordFewerNodes, ticket, '', tickets",
        "PullcordBudgetBurningSlowly, ticket, '', tickets",
    })
    void eachIsToldWhereItBelongs(String alert, String severity, String pace, String receiver) {
        List<String> words = new ArrayList<>(List.of(
                "config",
                "routes",
                "test",
                "--config.file=" + EXAMPLE,
                "--verify.receivers=" + receiver,
                "alertname=" + alert,
                "severity=" + severity));
        if (!pace.isEmpty()) {
            words.add("pace=" + pace);
        }
        assertThat(said(words.toArray(String[]::new))).isEmpty();
    }

    @Test
    void itNamesNoAlertThatThereIsNot() throws IOException {
        Set<String> there = named("alert: (Pullcord\\w+)", Files.readString(FOLDER.resolve("pullcord.rules.yml")));

        Set<String> here = named("\\b(Pullcord[A-Z]\\w+)", Files.readString(EXAMPLE));

        assertThat(here).hasSizeGreaterThan(10).isSubsetOf(there);
    }

    @Test
    void whatIsAboutSafetyIsNeverMutedNorHeldBackByAnother() throws IOException {
        String example = Files.readString(EXAMPLE);
        Set<String> safety = named("(Pullcord\\w+)", example.substring(0, example.indexOf("- receiver: page")));
        Set<String> held = named("(Pullcord\\w+)", String.join("\n", lines(example, "target_matchers")));

        assertThat(safety).contains("PullcordNobodyCame");
        assertThat(held).isNotEmpty().doesNotContainAnyElementsOf(safety);
        assertThat(example.substring(0, example.indexOf("- receiver: tickets"))).doesNotContain("mute_time_intervals:");
    }

    private static List<String> lines(String text, String with) {
        return text.lines().filter(line -> line.contains(with)).toList();
    }

    private static Set<String> named(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Optional<String> said(String... words) {
        assumeTrue(
                amtool.isPresent(),
                "NOT RUN: no amtool here. `./pullcord check` fetches Debian's, or set PULLCORD_ALERTMANAGER");
        List<String> command = new ArrayList<>(List.of(amtool.get().toString()));
        command.addAll(List.of(words));
        return Prometheus.said(command, FOLDER);
    }
}
