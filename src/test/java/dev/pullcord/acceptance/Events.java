package dev.pullcord.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Events as a platform writes them, of invented people. */
public final class Events {
    static final String SOURCE = "/invented/acceptance";

    private Events() {}

    public static ObjectNode flag(String id, String reporter, String subject, String reason) {
        ObjectNode event = event(id, "report.flagged");
        ObjectNode data = event.putObject("data");
        data.putObject("meeting").put("id", "mtg-" + subject);
        data.putObject("reporter").put("accountId", reporter);
        data.putObject("subject").put("accountId", subject);
        data.put("reason", reason);
        return event;
    }

    /** A panic that names somebody. */
    public static ObjectNode panic(String id, String reporter, String subject) {
        ObjectNode event = panicIn(id, reporter, "mtg-" + subject);
        event.withObject("/data").putObject("subject").put("accountId", subject);
        return event;
    }

    /** A panic that names nobody. */
    public static ObjectNode panicIn(String id, String reporter, String meeting) {
        ObjectNode event = event(id, "report.panic");
        ObjectNode data = event.putObject("data");
        data.putObject("meeting").put("id", meeting);
        data.putObject("reporter").put("accountId", reporter);
        return event;
    }

    public static ObjectNode withdrawn(String id, String report) {
        ObjectNode event = event(id, "report.withdrawn");
        event.putObject("data").put("eventId", report);
        return event;
    }

    public static ObjectNode joined(String id, String meeting, String participant, String account) {
        return participant(id, "joined", meeting, participant, account);
    }

    public static ObjectNode left(String id, String meeting, String participant, String account) {
        return participant(id, "left", meeting, participant, account);
    }

    private static ObjectNode participant(String id, String what, String meeting, String participant, String account) {
        ObjectNode event = event(id, "participant." + what);
        ObjectNode data = event.putObject("data");
        data.putObject("meeting").put("id", meeting);
        data.putObject("participant").put("participantId", participant).put("accountId", account);
        return event;
    }

    /** Something of an account alone, with one attribute. */
    public static ObjectNode observed(String id, String account, String kind, String attribute, String value) {
        ObjectNode event = event(id, "signal.observed");
        ObjectNode data = event.putObject("data").put("account", account).put("kind", kind);
        data.putObject("attributes").put(attribute, value);
        return event;
    }

    public static ObjectNode asked(String id, String account, String whom) {
        ObjectNode event = event(id, "signal.observed");
        event.putObject("data")
                .put("account", account)
                .put("kind", "contactRequested")
                .put("counterparty", whom);
        return event;
    }

    public static ObjectNode blocked(String id, String account, String by) {
        ObjectNode event = event(id, "signal.observed");
        event.putObject("data").put("account", account).put("kind", "blocked").put("counterparty", by);
        return event;
    }

    private static ObjectNode event(String id, String word) {
        return PullcordHttp.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", SOURCE)
                .put("type", "dev.pullcord." + word + ".v1")
                .put("time", Instant.now().toString())
                .put("datacontenttype", "application/json");
    }
}
