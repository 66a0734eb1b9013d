package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.enforcement.Notice;
import dev.pullcord.review.OnCall;
import dev.pullcord.review.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notices, and who is on call, as the desk sees them. */
public final class NoticeView {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private NoticeView() {}

    public static ObjectNode item(Notice notice) {
        ObjectNode node = JSON.objectNode()
                .put("id", notice.order().id())
                .put("caseId", notice.order().caseId())
                .put("lane", notice.order().lane())
                .put("level", notice.order().page() ? "page" : notice.order().level())
                .put("step", notice.order().step())
                .put("recipient", notice.order().recipient().word())
                .put("urgent", notice.order().urgent())
                .put("proposed", notice.order().proposed())
                .put("state", notice.state().word())
                .put("tries", notice.tries())
                .put("createdAt", CaseView.time(notice.createdAt()));
        notice.nextTryAt().ifPresent(at -> node.put("nextTryAt", CaseView.time(at)));
        notice.lastStatus().ifPresent(status -> node.put("status", status));
        notice.lastDetail().filter(detail -> !detail.isEmpty()).ifPresent(detail -> node.put("detail", detail));
        return node;
    }

    /**
     * The schedule.
     *
     * @param mails whether the reader may see addresses
     */
    public static ObjectNode onCall(OnCall onCall, List<Person> all, Instant now, boolean mails) {
        ObjectNode node = JSON.objectNode();
        onCall.among(all).at(now).ifPresent(person -> node.put("now", person));
        ArrayNode people = node.putArray("people");
        onCall.people().forEach(people::add);
        node.put("from", CaseView.time(onCall.from()))
                .put("everyHours", onCall.every().toHours());
        ArrayNode overrides = node.putArray("overrides");
        onCall.overrides()
                .forEach(each -> overrides
                        .addObject()
                        .put("person", each.person())
                        .put("from", CaseView.time(each.from()))
                        .put("until", CaseView.time(each.until())));
        if (mails) {
            ObjectNode mail = node.putObject("mail");
            new TreeMap<>(onCall.mail()).forEach(mail::put);
        }
        return node;
    }

    /**
     * Who is on call, of a body that keeps its schema.
     *
     * @throws PersonView.Wrong naming what cannot be
     */
    public static OnCall onCall(JsonNode body) {
        List<String> people = new ArrayList<>();
        body.path("people").forEach(id -> people.add(id.asText()));
        List<OnCall.StandIn> overrides = new ArrayList<>();
        for (int i = 0; i < body.path("overrides").size(); i++) {
            JsonNode each = body.path("overrides").get(i);
            Instant from = Instant.parse(each.path("from").asText());
            Instant until = Instant.parse(each.path("until").asText());
            if (!from.isBefore(until)) {
                throw new PersonView.Wrong("/overrides/" + i + "/until", "Is not after from.");
            }
            overrides.add(new OnCall.StandIn(each.path("person").asText(), from, until));
        }
        Map<String, String> mail = new TreeMap<>();
        body.path("mail")
                .properties()
                .forEach(field -> mail.put(field.getKey(), field.getValue().asText()));
        return new OnCall(
                people,
                Instant.parse(body.path("from").asText()),
                Duration.ofHours(body.path("everyHours").asLong(168)),
                overrides,
                mail);
    }
}
