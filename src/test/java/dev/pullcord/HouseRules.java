package dev.pullcord;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The rules of the house: which room sees which, and what each may bring in from outside. A room that is not in
 * {@link #SEES} does not exist; to add one is to write it here, and an ADR.
 */
final class HouseRules {
    static final String ROOT = "dev.pullcord";

    private static final Set<String> DOMAIN =
            Set.of("audit", "intake", "risk", "review", "enforcement", "evidence", "insight", "transparency");

    /** Room by room, the rooms it may see. All may see plugin-api, and all but the connectors Meters and Traces. */
    static final Map<String, Set<String>> SEES = new LinkedHashMap<>();

    static {
        SEES.put("plugin", Set.of());
        SEES.put("audit", Set.of());
        SEES.put("intake", Set.of("audit"));
        SEES.put("risk", Set.of("audit", "intake"));
        SEES.put("review", Set.of("audit", "intake", "risk"));
        SEES.put("enforcement", Set.of("audit", "intake", "risk", "review"));
        SEES.put("evidence", Set.of("audit", "intake", "review"));
        SEES.put("insight", Set.of("audit", "intake", "risk", "review", "enforcement", "evidence"));
        SEES.put("transparency", Set.of("audit", "intake", "review"));
        // The invented platform speaks JSON too, and says what it needs said as a port that wire fills.
        SEES.put("wire", and(DOMAIN, "simulation"));
        SEES.put("redis", and(DOMAIN, "wire"));
        SEES.put("flow", and(DOMAIN, "wire"));
        SEES.put("web", and(DOMAIN, "wire"));
        SEES.put("connectors", Set.of());
        SEES.put("authorities", DOMAIN);
        // Sealed texts in, sealed texts out: it knows of a case no more than where it stands.
        SEES.put("archive", Set.of("evidence", "intake"));
        // An invented world speaks with the service from outside, over HTTP, and judges what the domain makes of it.
        SEES.put("simulation", DOMAIN);
    }

    /** What a room may see of what is not ours; the rooms that are not here choose their libraries freely. */
    private static final Map<String, String[]> FROM_OUTSIDE = Map.of(
            "plugin", new String[] {"java..", "javax.crypto..", "javax.net.ssl.."},
            "connectors", new String[] {"java..", "javax..", "org.w3c.dom..", "org.xml.sax.."}, // the JDK alone
            "archive", new String[] {"java..", "org.sqlite.."},
            "authorities", new String[] {"java..", "javax.xml..", "org.slf4j.."},
            "simulation",
                    new String[] {
                        "java..",
                        "com.sun.net.httpserver..",
                        "org.slf4j..",
                        "io.github.resilience4j.core..",
                        "org.apache.commons.math3.."
                    },
            "wire",
                    new String[] {
                        "java..",
                        "com.fasterxml.jackson..",
                        "com.networknt.schema..",
                        "com.standardwebhooks..",
                        "dev.cel..",
                        "com.samskivert.mustache..",
                        "com.google.common.collect..",
                        "org.bouncycastle.."
                    });

    private static final Pattern NO_ROOM =
            Pattern.compile(".*\\.(utils?|commons?|models?|dtos?|helpers?|managers?|misc|shared)(\\..*)?");

    /** The service itself may be called so; what merely serves must say how. */
    private static final Pattern NO_NAME = Pattern.compile(".*(Manager|Helper|Utils?|Impl)|.+(Data|Service)");

    /** These wait for another process, which no clock set by hand makes any faster or slower. */
    private static final Set<String> MAY_MEASURE_A_WAIT = Set.of(
            ROOT + ".redis.ServerProcess",
            ROOT + ".redis.EmbeddedRedis",
            ROOT + ".redis.AuditedScript",
            ROOT + ".redis.Script");

    private static final Set<String> SYSTEM_TIME = Set.of("currentTimeMillis", "nanoTime");

    private HouseRules() {}

    /** Every rule, by its name. */
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        SEES.keySet().forEach(room -> rules.put("what " + room + " sees", sees(room)));
        rules.put("every room is known", everyRoomIsKnown());
        rules.put("Meters and Traces are all that rooms see of the root", metersOnly());
        rules.put(
                "no room sees itself through another",
                slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true));
        rules.put("Lettuce in redis only", onlyIn("io.lettuce..", ROOT + ".redis.."));
        rules.put(
                "Vert.x in web, flow and the root only", onlyIn("io.vertx..", ROOT, ROOT + ".web..", ROOT + ".flow.."));
        rules.put("the time comes from Main only", timeFromMain());
        rules.put(
                "no room is called after nothing",
                noClasses()
                        .should()
                        .resideInAPackage(ROOT + "..")
                        .andShould(be(
                                "in a package whose name says nothing",
                                c -> NO_ROOM.matcher(c.getPackageName()).matches()))
                        .allowEmptyShould(true));
        rules.put(
                "no class is called after nothing",
                noClasses()
                        .should(be(
                                "called after nothing",
                                c -> NO_NAME.matcher(c.getSimpleName()).matches()))
                        .allowEmptyShould(true));
        return rules;
    }

    private static ArchRule sees(String room) {
        Set<String> rooms = new TreeSet<>(SEES.get(room));
        rooms.add(room);
        rooms.add("plugin");
        DescribedPredicate<JavaClass> seen = resideInAnyPackage(
                rooms.stream().map(r -> ROOT + "." + r + "..").toArray(String[]::new));
        if (DOMAIN.contains(room)) {
            seen = seen.or(resideInAnyPackage("java..", "javax.crypto..", "javax.net.ssl.."));
        } else if (FROM_OUTSIDE.containsKey(room)) {
            seen = seen.or(resideInAnyPackage(FROM_OUTSIDE.get(room)));
        } else {
            seen = seen.or(describe(
                    "not ours",
                    c -> !c.getPackageName().equals(ROOT) && !c.getPackageName().startsWith(ROOT + ".")));
        }
        if (!Set.of("plugin", "connectors").contains(room)) {
            seen = seen.or(describe("Meters and Traces", HouseRules::isOfTheBridge));
        }
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .onlyDependOnClassesThat(seen.as("are of " + rooms + " or what else " + room + " may see"))
                .allowEmptyShould(true);
    }

    private static ArchRule everyRoomIsKnown() {
        List<String> known = new ArrayList<>(List.of(ROOT));
        SEES.keySet().forEach(room -> known.add(ROOT + "." + room + ".."));
        return classes()
                .should()
                .resideInAnyPackage(known.toArray(String[]::new))
                .allowEmptyShould(true);
    }

    private static ArchRule metersOnly() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat(describe(
                        "are of the root and neither Meters nor Traces",
                        c -> c.getPackageName().equals(ROOT) && !isOfTheBridge(c)))
                .allowEmptyShould(true);
    }

    private static ArchRule onlyIn(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }

    private static ArchRule timeFromMain() {
        return classes()
                .that(describe("are not Main", c -> !outermost(c).getName().equals(ROOT + ".Main")))
                .should(new ArchCondition<JavaClass>("be handed a Clock") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        for (JavaCodeUnitAccess<?> access : item.getCodeUnitAccessesFromSelf()) {
                            boolean measures = access.getTarget().getName().equals("nanoTime")
                                    && MAY_MEASURE_A_WAIT.contains(
                                            outermost(item).getName());
                            if (readsTheTime(access.getTarget()) && !measures) {
                                events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                            }
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    private static boolean readsTheTime(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        boolean withClock = target.getRawParameterTypes().stream()
                .anyMatch(type -> type.getName().equals("java.time.Clock"));
        return switch (owner) {
            case "java.lang.System" -> SYSTEM_TIME.contains(target.getName());
            case "java.time.Clock" ->
                target.getName().startsWith("system") || (target.getName().startsWith("tick") && !withClock);
            case "java.util.Date", "java.util.GregorianCalendar" ->
                target.getName().equals("<init>")
                        && target.getRawParameterTypes().isEmpty();
            case "java.util.Calendar" -> target.getName().equals("getInstance");
            default -> owner.startsWith("java.time.") && target.getName().equals("now") && !withClock;
        };
    }

    private static boolean isOfTheBridge(JavaClass c) {
        return Set.of(ROOT + ".Meters", ROOT + ".PlatformMeters", ROOT + ".Traces")
                .contains(outermost(c).getName());
    }

    private static JavaClass outermost(JavaClass c) {
        return c.getEnclosingClass().map(HouseRules::outermost).orElse(c);
    }

    private static ArchCondition<JavaClass> be(String description, java.util.function.Predicate<JavaClass> test) {
        return new ArchCondition<>("be " + description) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                events.add(new SimpleConditionEvent(item, test.test(item), item.getName() + " is " + description));
            }
        };
    }

    private static Set<String> and(Set<String> rooms, String room) {
        Set<String> all = new TreeSet<>(rooms);
        all.add(room);
        return Set.copyOf(all);
    }
}
