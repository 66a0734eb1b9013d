package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Subject;
import dev.pullcord.simulation.DeskWire;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What people at a desk read and write, in JSON. Safe for use by several threads. */
public final class JsonDeskWire implements DeskWire {
    private static final int MOST_WORDS = 300;
    private static final int LONGEST_VERSION = 64;
    private static final long LONGEST_CLOCK = 365 * 86_400L; // seconds, as a policy bounds it

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Held held(String answer) {
        JsonNode node = parse(answer);
        JsonNode claim = node.path("claim");
        return new Held(seen(node.path("case")), text(claim, "token"), time(claim, "expiresAt"));
    }

    @Override
    public Instant renewed(String answer) {
        return time(parse(answer), "expiresAt");
    }

    @Override
    public Page<Seen> cases(String answer) {
        return page(answer, this::seen);
    }

    @Override
    public Page<String> reports(String answer) {
        return page(answer, report -> text(report, "eventId"));
    }

    private <T> Page<T> page(String answer, Function<JsonNode, T> item) {
        JsonNode node = parse(answer);
        List<T> items = new ArrayList<>();
        node.path("items").forEach(one -> items.add(item.apply(one)));
        return new Page<>(items, optional(node, "next"));
    }

    private Seen seen(JsonNode node) {
        JsonNode subject = node.path("subject");
        String id = text(subject, "id");
        return new Seen(
                text(node, "id"),
                text(subject, "kind").equals("account") ? Subject.account(id) : Subject.meeting(id),
                text(node, "queue"),
                optional(node, "reason"),
                time(node, "openedAt"),
                time(node, "deadline"));
    }

    @Override
    public String role(String answer) {
        return text(parse(answer), "role");
    }

    @Override
    public boolean suspended(String answer) {
        return text(parse(answer), "standing").equals("suspended");
    }

    @Override
    public Optional<String> inForce(String answer) {
        for (JsonNode one : parse(answer).path("items")) {
            if (one.path("active").asBoolean()) {
                return optional(one, "version");
            }
        }
        return Optional.empty();
    }

    /** Lanes' clocks and how long a case handed back is left to others; what runs in the events' own time is left alone. */
    @Override
    public Scaled scaled(String answer, double speed, double world) {
        JsonNode policy = parse(answer).path("policy");
        if (!(policy instanceof ObjectNode whole) || !(whole.path("triage") instanceof ObjectNode)) {
            throw new IllegalArgumentException("the service's answer holds no policy");
        }
        String base = text(whole, "version");
        ObjectNode slowed = whole.deepCopy();
        ObjectNode triage = (ObjectNode) whole.path("triage").deepCopy();
        List<String> bounded = new ArrayList<>();
        for (int i = 0; i < triage.path("lanes").size(); i++) {
            ObjectNode lane = (ObjectNode) triage.path("lanes").get(i);
            ObjectNode slow = (ObjectNode) slowed.path("triage").path("lanes").get(i);
            for (String clock : List.of("clock", "minimum")) {
                double exact = seconds(lane, clock) / speed;
                long kept = Math.max(1, Math.round(exact));
                if (exact < 1 && speed > 1) {
                    bounded.add(text(lane, "name") + "." + clock);
                }
                lane.put(clock, kept + "s");
                slow.put(clock, Math.min(LONGEST_CLOCK, Math.max(1, Math.round(kept * world))) + "s");
            }
        }
        triage.put("skippedFor", Math.max(1, Math.round(seconds(triage, "skippedFor") / speed)) + "s");
        String version = "simulate-"
                + (speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed)) + "x." + base;
        ObjectNode file = json.createObjectNode()
                .put("version", version.length() > LONGEST_VERSION ? version.substring(0, LONGEST_VERSION) : version)
                .put("base", base);
        ObjectNode changed = file.putObject("triage");
        changed.set("lanes", triage.path("lanes"));
        changed.set("skippedFor", triage.path("skippedFor"));
        String request = json.createObjectNode().put("yaml", file.toString()).toString();
        return new Scaled(
                text(file, "version"),
                request,
                PolicyCodec.stored(slowed.toString()).pack(),
                bounded);
    }

    private static double seconds(JsonNode node, String field) {
        return (double) PolicyWords.duration(text(node, field))
                .orElseThrow(() -> new IllegalArgumentException(field + ": is no time"))
                .toSeconds();
    }

    @Override
    public String problem(String answer) {
        StringBuilder words = new StringBuilder();
        JsonNode problem;
        try {
            problem = parse(answer);
        } catch (IllegalArgumentException e) {
            return "(no problem document)";
        }
        for (String field : List.of("type", "pointer", "title", "detail")) {
            String value = problem.path(field).asText("");
            if (!value.isEmpty()) {
                words.append(words.length() == 0 ? "" : " · ").append(value);
            }
        }
        String line = words.toString().replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "…";
    }

    @Override
    public String decision(String token, String outcome, Optional<String> policy, String reason, boolean suspend) {
        ObjectNode node = json.createObjectNode()
                .put("token", token)
                .put("outcome", outcome)
                .put("reason", reason);
        policy.ifPresent(code -> node.put("policy", code));
        if (suspend) {
            node.putArray("actions").addObject().put("type", "suspend_account").put("duration", "P7D");
        }
        return node.toString();
    }

    @Override
    public String approval(boolean approve, String reason) {
        return json.createObjectNode()
                .put("approve", approve)
                .put("reason", reason)
                .toString();
    }

    @Override
    public String renewal(String token) {
        return json.createObjectNode().put("token", token).toString();
    }

    @Override
    public String setAside() {
        return json.createObjectNode().put("setAside", true).toString();
    }

    @Override
    public String handBack(String token, String reason) {
        return json.createObjectNode().put("token", token).put("reason", reason).toString();
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the service's answer is no JSON", e);
        }
    }

    private static String text(JsonNode node, String field) {
        return optional(node, field)
                .orElseThrow(() -> new IllegalArgumentException("the service's answer lacks '" + field + "'"));
    }

    private static Optional<String> optional(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue());
    }

    private static Instant time(JsonNode node, String field) {
        try {
            return Instant.parse(text(node, field));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("the service's answer holds no time as '" + field + "'", e);
        }
    }
}
