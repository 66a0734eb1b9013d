package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the house, seen failing: on a house built here, from text, that breaks each of them. */
class BadHouseTest {
    private static final Map<String, String> SOURCES = new LinkedHashMap<>();

    @TempDir
    static Path built;

    private static JavaClasses house;

    @BeforeAll
    static void build() throws IOException {
        // Every room looks into every room, itself too.
        for (String room : HouseRules.SEES.keySet()) {
            source(room, "Thing", "public class Thing {}");
            for (String other : HouseRules.SEES.keySet()) {
                source(
                        room,
                        "SeesThe" + other,
                        "class SeesThe%s { dev.pullcord.%s.Thing thing; }".formatted(other, other));
            }
            source(room, "Logs", "class Logs { org.slf4j.Logger log; }");
            source(room, "Parses", "class Parses { com.fasterxml.jackson.databind.JsonNode json; }");
            source(room, "Asks", "class Asks { io.lettuce.core.RedisClient redis; }");
            source(room, "Answers", "class Answers { io.vertx.core.Vertx vertx; }");
            source(room, "Counts", "class Counts { dev.pullcord.Meters meters; }");
            source(room, "Knows", "class Knows { dev.pullcord.Config config; }");
        }
        source("", "Meters", "public class Meters {}");
        source("", "Config", "public class Config {}");
        source("", "Composes", "class Composes { io.vertx.core.Vertx vertx; io.lettuce.core.RedisClient redis; }");
        source(
                "",
                "Main",
                "class Main { long t = System.nanoTime(); static class In { java.time.Clock c ="
                        + " java.time.Clock.systemUTC(); } }");
        source("attic", "Chest", "class Chest {}");
        source("risk.util", "Strings", "class Strings {}");
        for (String name : List.of("Manager", "Helper", "Util", "Utils", "Impl", "Data", "Service")) {
            source("risk", "Risk" + name, "class Risk%s {}".formatted(name));
        }
        for (Map.Entry<String, String> clock : CLOCKS.entrySet()) {
            source(
                    "flow",
                    clock.getKey(),
                    "class %s { Object t() { return %s; } }".formatted(clock.getKey(), clock.getValue()));
        }
        source(
                "flow",
                "Handed",
                "class Handed { Object t(java.time.Clock c) { return java.util.List.of(c.instant(),"
                        + " java.time.Instant.now(c), java.time.LocalDate.now(c), new java.util.Date(3)); } }");
        source(
                "redis",
                "ServerProcess",
                "class ServerProcess { long t = System.nanoTime();"
                        + " java.time.Instant i = java.time.Instant.now(); }");

        compile();
        house = new ClassFileImporter().importPath(built);
    }

    private static final Map<String, String> CLOCKS = Map.of(
            "ReadsInstant", "java.time.Instant.now()",
            "ReadsDate", "java.time.LocalDate.now()",
            "ReadsZoned", "java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC)",
            "ReadsMillis", "System.currentTimeMillis()",
            "ReadsNanos", "System.nanoTime()",
            "MakesClock", "java.time.Clock.systemUTC()",
            "MakesTick", "java.time.Clock.tickSeconds(java.time.ZoneOffset.UTC)",
            "MakesOldDate", "new java.util.Date()",
            "RefersToInstant", "(java.util.function.Supplier<?>) java.time.Instant::now");

    static Stream<String> rules() {
        return HouseRules.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleCanFail(String rule) {
        assertThat(HouseRules.all().get(rule).evaluate(house).hasViolation()).isTrue();
    }

    static Stream<String> rooms() {
        return HouseRules.SEES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomIsRefusedExactlyTheRoomsItMayNotSee(String room) {
        Set<String> refused = new TreeSet<>();
        EvaluationResult result = HouseRules.all().get("what " + room + " sees").evaluate(house);
        for (String detail : result.getFailureReport().getDetails()) {
            for (String other : HouseRules.SEES.keySet()) {
                if (detail.contains("dev.pullcord." + room + ".SeesThe" + other + ".thing")) {
                    refused.add(other);
                }
            }
        }

        Set<String> expected = new TreeSet<>(HouseRules.SEES.keySet());
        expected.removeAll(HouseRules.SEES.get(room));
        expected.remove(room);
        expected.remove("plugin");
        assertThat(refused).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // room      | refused, of Logs, Parses, Asks, Answers, Counts, Knows
                "plugin      | Answers Asks Counts Knows Logs Parses",
                "audit       | Answers Asks Knows Logs Parses",
                "intake      | Answers Asks Knows Logs Parses",
                "risk        | Answers Asks Knows Logs Parses",
                "review      | Answers Asks Knows Logs Parses",
                "enforcement | Answers Asks Knows Logs Parses",
                "evidence    | Answers Asks Knows Logs Parses",
                "insight     | Answers Asks Knows Logs Parses",
                "wire        | Answers Asks Knows Logs",
                "redis       | Answers Knows",
                "flow        | Asks Knows",
                "web         | Asks Knows",
                "connectors  | Answers Asks Counts Knows Logs Parses",
                "simulation  | Answers Asks Knows Parses",
            })
    void aRoomIsRefusedExactlyTheLibrariesItMayNotBringIn(String room, String refused) {
        Set<String> found = new TreeSet<>();
        HouseRules.all().forEach((name, rule) -> {
            for (String detail : rule.evaluate(house).getFailureReport().getDetails()) {
                for (String thing : List.of("Logs", "Parses", "Asks", "Answers", "Counts", "Knows")) {
                    if (detail.contains("<dev.pullcord." + room + "." + thing + ".")) {
                        found.add(thing);
                    }
                }
            }
        });

        assertThat(String.join(" ", found)).isEqualTo(refused);
    }

    @Test
    void everyWayToReadTheTimeIsFoundAndAHandedClockIsNot() {
        String report = HouseRules.all()
                .get("the time comes from Main only")
                .evaluate(house)
                .getFailureReport()
                .toString();

        assertThat(report)
                .contains(CLOCKS.keySet())
                .contains("redis.ServerProcess.<init>()> calls method <java.time.Instant.now()>")
                .doesNotContain(
                        "Handed", "dev.pullcord.Main", "redis.ServerProcess.<init>()> calls method <java.lang.System");
    }

    @Test
    void theOtherRulesNameTheirCulprit() {
        assertThat(report("every room is known")).contains("attic.Chest").doesNotContain("risk.Thing");
        assertThat(report("no room is called after nothing"))
                .contains("risk.util.Strings")
                .doesNotContain("attic");
        assertThat(report("no class is called after nothing"))
                .contains("RiskManager", "RiskHelper", "RiskUtil", "RiskUtils", "RiskImpl", "RiskData", "RiskService")
                .doesNotContain("Thing");
        assertThat(report("Lettuce in redis only"))
                .contains("dev.pullcord.Composes")
                .doesNotContain("redis.Asks");
        assertThat(report("Vert.x in web, flow and the root only"))
                .contains("redis.Answers")
                .doesNotContain("Composes", "web.Answers", "flow.Answers");
        assertThat(report("no room sees itself through another")).contains("Cycle detected");
    }

    private static String report(String rule) {
        return HouseRules.all().get(rule).evaluate(house).getFailureReport().toString();
    }

    private static void source(String room, String name, String body) {
        String where = room.isEmpty() ? HouseRules.ROOT : HouseRules.ROOT + "." + room;
        SOURCES.put(where + "." + name, "package " + where + ";\n" + body + "\n");
    }

    private static void compile() {
        StringWriter said = new StringWriter();
        List<JavaFileObject> files = SOURCES.entrySet().stream()
                .<JavaFileObject>map(source ->
                        new SimpleJavaFileObject(
                                URI.create("string:///" + source.getKey().replace('.', '/') + ".java"),
                                JavaFileObject.Kind.SOURCE) {
                            @Override
                            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                                return source.getValue();
                            }
                        })
                .toList();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        said, null, null, List.of("-d", built.toString(), "-proc:none", "--release", "17"), null, files)
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
    }
}
