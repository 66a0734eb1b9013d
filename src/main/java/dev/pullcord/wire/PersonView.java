package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Person;
import dev.pullcord.review.PersonalToken;
import dev.pullcord.review.Preferences;
import dev.pullcord.review.Profile;
import dev.pullcord.review.Shift;
import dev.pullcord.review.TriagePolicy;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** People and their tokens as the desk's calls show and take them. */
public final class PersonView {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PersonView() {}

    /** A value that no schema can tell is wrong. */
    public static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String pointer;

        Wrong(String pointer, String detail) {
            super(detail, null, false, false);
            this.pointer = pointer;
        }

        public String pointer() {
            return pointer;
        }
    }

    /** Himself, as he is shown to himself. */
    public static ObjectNode me(Person person) {
        ObjectNode node = base(person);
        Preferences his = person.preferences();
        strings(
                node.putArray("optOuts"),
                his.optOuts().stream().map(Reason::code).sorted().toList());
        ObjectNode preferences = node.putObject("preferences");
        his.locale().ifPresent(v -> preferences.put("locale", v));
        his.timeZone().ifPresent(v -> preferences.put("timeZone", v));
        preferences
                .put("theme", his.theme().word())
                .put("greyscale", his.greyscale())
                .put("blur", his.blur())
                .put("mute", his.mute());
        return node;
    }

    /**
     * Somebody, as he is shown to those who lead: nothing of what he wants for himself.
     *
     * @param present whether he came to his shift and has not left
     */
    public static ObjectNode item(Person person, boolean present, Instant now) {
        ObjectNode node = base(person);
        person.disabledAt().ifPresent(at -> node.put("disabledAt", CaseView.time(at)));
        strings(node.putArray("relations"), person.profile().relations());
        List<Shift> shifts = person.profile().shifts();
        return node.put("present", present)
                .put(
                        "onShift",
                        shifts.isEmpty()
                                || shifts.stream().anyMatch(s -> s.began(now).isPresent()));
    }

    private static ObjectNode base(Person person) {
        Profile profile = person.profile();
        ObjectNode node = JSON.objectNode()
                .put("id", person.id())
                .put("name", person.name())
                .put("role", person.role().word())
                .put("platform", person.platform());
        strings(node.putArray("queues"), profile.queues());
        strings(node.putArray("skills"), profile.skills());
        strings(node.putArray("languages"), profile.languages());
        ArrayNode shifts = node.putArray("shifts");
        profile.shifts().forEach(shift -> {
            ObjectNode one = shifts.addObject();
            strings(
                    one.putArray("days"),
                    shift.inOrder().stream().map(PersonView::day).toList());
            one.put("from", shift.from().toString())
                    .put("to", shift.to().toString())
                    .put("zone", shift.zone().getId());
        });
        return node;
    }

    public static ObjectNode token(PersonalToken token) {
        ObjectNode node = JSON.objectNode().put("id", token.id()).put("name", token.name());
        strings(
                node.putArray("scopes"),
                token.scopes().stream().sorted().map(PersonalToken.Scope::word).toList());
        token.createdAt().ifPresent(at -> node.put("createdAt", CaseView.time(at)));
        token.expiresAt().ifPresent(at -> node.put("expiresAt", CaseView.time(at)));
        return node;
    }

    /** What somebody wants for himself; what is left out is as gentle as can be. */
    public static Preferences preferences(JsonNode body) {
        Set<Reason> optOuts = EnumSet.noneOf(Reason.class);
        body.path("optOuts")
                .forEach(code -> Reason.ofCode(code.asText()).ifPresent(optOuts::add)); // the schema has all of them
        text(body, "timeZone").ifPresent(zone -> zone(zone, "/timeZone"));
        return new Preferences(
                optOuts,
                text(body, "locale"),
                text(body, "timeZone"),
                text(body, "theme")
                        .map(t -> Preferences.Theme.valueOf(t.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                truth(body, "greyscale"),
                truth(body, "blur"),
                truth(body, "mute"));
    }

    /**
     * A profile changed by what a body names.
     *
     * @param triage has the queues and the lanes there are
     */
    public static Profile profile(Profile before, JsonNode body, TriagePolicy triage) {
        Set<String> queues = triage.laneOfQueue().keySet();
        Set<String> lanes = triage.lanes().stream().map(TriagePolicy.Lane::name).collect(Collectors.toSet());
        List<String> wanted = texts(body, "queues").orElse(before.queues());
        for (int i = 0; i < wanted.size(); i++) {
            if (body.has("queues") && !queues.contains(wanted.get(i))) {
                throw new Wrong("/queues/" + i, "Is no queue of the active policy: " + new TreeSet<>(queues) + ".");
            }
        }
        List<String> skills = texts(body, "skills").orElse(before.skills());
        for (int i = 0; i < skills.size(); i++) {
            if (body.has("skills") && !lanes.contains(skills.get(i))) {
                throw new Wrong("/skills/" + i, "Is no lane of the active policy: " + new TreeSet<>(lanes) + ".");
            }
        }
        return new Profile(
                wanted,
                skills,
                texts(body, "languages").orElse(before.languages()),
                body.has("shifts") ? shifts(body.path("shifts")) : before.shifts(),
                texts(body, "relations").orElse(before.relations()));
    }

    private static List<Shift> shifts(JsonNode list) {
        List<Shift> shifts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode one = list.get(i);
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            one.path("days")
                    .forEach(word -> days.add(List.of(DayOfWeek.values()).stream()
                            .filter(day -> day(day).equals(word.asText()))
                            .findFirst()
                            .orElseThrow()));
            shifts.add(new Shift(
                    days,
                    LocalTime.parse(one.path("from").asText()),
                    LocalTime.parse(one.path("to").asText()),
                    zone(one.path("zone").asText(), "/shifts/" + i + "/zone")));
        }
        return shifts;
    }

    private static String day(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static ZoneId zone(String name, String pointer) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new Wrong(pointer, "Is no time zone's name, such as Europe/Berlin.");
        }
    }

    private static Optional<String> text(JsonNode body, String field) {
        return Optional.of(body.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private static Boolean truth(JsonNode body, String field) {
        return body.has(field) ? body.path(field).asBoolean() : null;
    }

    private static Optional<List<String>> texts(JsonNode body, String field) {
        if (!body.has(field)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        body.path(field).forEach(value -> texts.add(value.asText()));
        return Optional.of(texts.stream().distinct().collect(Collectors.toList()));
    }

    private static void strings(ArrayNode node, Collection<String> values) {
        values.forEach(node::add);
    }
}
