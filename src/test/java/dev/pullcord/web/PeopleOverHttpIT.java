package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import dev.pullcord.web.RunningService.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People as those who lead see and change them, and what each says of himself. */
class PeopleOverHttpIT extends PeopleGround {
    @Test
    void whoIsEnteredGetsALinkAndIsListed() {
        Reply added = call(
                "POST",
                "/v1/people",
                "pat_admin",
                "{\"name\":\"Nia\",\"role\":\"senior\",\"languages\":[\"de\",\"en\"],\"skills\":[\"panic_live\"]}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().path("link").asText()).startsWith("/setup/");
        JsonNode nia = call("GET", "/v1/people/Nia", "pat_lead", "").json();
        assertThat(nia.path("languages")).extracting(JsonNode::asText).containsExactly("de", "en");
        assertThat(nia.path("present").asBoolean()).isFalse();
        assertThat(call("GET", "/v1/people", "pat_auditor", "").json().path("items"))
                .hasSize(6);
        assertThat(call("POST", "/v1/people", "pat_admin", "{\"name\":\"Nia\",\"role\":\"lead\"}")
                        .problem())
                .isEqualTo("name-taken");
        assertThat(written()).extracting(e -> e.draft().verb()).contains("person_added", "person_invited");
    }

    @Test
    void aLeadSaysWhatSomebodyWorksOnAndAnAdminWhatHeMayDo() {
        String shift =
                "{\"shifts\":[{\"days\":[\"mon\"],\"from\":\"22:00\",\"to\":\"06:00\",\"zone\":\"Asia/Manila\"}],"
                        + "\"queues\":[\"general\"]}";
        assertThat(call("PATCH", "/v1/people/moderator", "pat_lead", shift).status())
                .isEqualTo(200);
        Reply refused = call("PATCH", "/v1/people/moderator", "pat_lead", "{\"role\":\"lead\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("needs").asText()).isEqualTo("the role admin");

        Reply given = call("PATCH", "/v1/people/id-moderator", "pat_admin", "{\"role\":\"senior\"}");

        assertThat(given.json().path("role").asText()).isEqualTo("senior");
        assertThat(given.json().path("shifts")).hasSize(1);
        assertThat(written().stream()
                        .filter(e -> e.draft().verb().equals("role_given"))
                        .map(e -> e.draft().detail().get("roleBefore")))
                .containsExactly("moderator");
    }

    /** What is known of who calls is believed for two seconds, but not where it was changed. */
    @Test
    void aChangedRoleCountsAtOnce() {
        assertThat(call("GET", "/v1/second-looks", "pat_moderator", "").status())
                .isEqualTo(403);
        call("PATCH", "/v1/people/id-moderator", "pat_admin", "{\"role\":\"senior\"}");
        assertThat(call("GET", "/v1/second-looks", "pat_moderator", "").status())
                .isEqualTo(200);
        call("PATCH", "/v1/people/id-moderator", "pat_admin", "{\"role\":\"moderator\"}");
        assertThat(call("GET", "/v1/second-looks", "pat_moderator", "").status())
                .isEqualTo(403);
    }

    @Test
    void aNameTurnsNothingAround() {
        for (String name : List.of("Nia\\u202e", "\\u2067Nia", "Nia\\u0007", " \\u200f ")) {
            Reply refused = call("POST", "/v1/people", "pat_admin", "{\"name\":\"" + name + "\",\"role\":\"lead\"}");
            assertThat(refused.status()).as(name).isEqualTo(400);
            assertThat(refused.json().path("pointer").asText()).isEqualTo("/name");
        }
        assertThat(call(
                                "POST",
                                "/v1/people",
                                "pat_admin",
                                "{\"name\":\"\u0646\u06cc\u0627 O'Neill\",\"role\":\"lead\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void onCallIsWhoCanTakeWhatIsHandedUp() {
        String from = "\"from\":\"2026-11-01T00:00:00Z\"";
        for (String who : List.of("id-auditor", "id-moderator")) {
            Reply refused =
                    call("PUT", "/v1/on-call", "pat_lead", "{\"people\":[\"id-senior\",\"" + who + "\"]," + from + "}");
            assertThat(refused.status()).as(who).isEqualTo(400);
            assertThat(refused.json().path("pointer").asText()).isEqualTo("/people/1");
        }
        assertThat(call("PUT", "/v1/on-call", "pat_lead", "{\"people\":[\"id-senior\"]," + from + "}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatCannotBeIsNamedByItsField() {
        assertThat(call("PATCH", "/v1/people/moderator", "pat_lead", "{\"queues\":[\"general\",\"nowhere\"]}")
                        .json()
                        .path("pointer")
                        .asText())
                .isEqualTo("/queues/1");
        assertThat(call("PATCH", "/v1/people/moderator", "pat_lead", "{\"skills\":[\"panic_live\",\"minors\"]}")
                        .json()
                        .path("pointer")
                        .asText())
                .isEqualTo("/skills/1");
        assertThat(call(
                                "PATCH",
                                "/v1/people/moderator",
                                "pat_lead",
                                "{\"shifts\":[{\"days\":[\"mon\"],\"from\":\"22:00\",\"to\":\"06:00\",\"zone\":\"Mars/North\"}]}")
                        .json()
                        .path("pointer")
                        .asText())
                .isEqualTo("/shifts/0/zone");
        assertThat(call("PUT", "/v1/me/preferences", "pat_moderator", "{\"timeZone\":\"Mars\"}")
                        .json()
                        .path("pointer")
                        .asText())
                .isEqualTo("/timeZone");
        assertThat(call("GET", "/v1/people/Nobody", "pat_lead", "").problem()).isEqualTo("unknown-person");
    }

    @Test
    void whoIsDisabledIsOutAndTheOnlyAdminIsNot() {
        assertThat(call("PATCH", "/v1/people/moderator", "pat_admin", "{\"disabled\":true}")
                        .json()
                        .has("disabledAt"))
                .isTrue();
        assertThat(call("GET", "/v1/me", "pat_moderator", "").status()).isEqualTo(401);

        for (String change : List.of("{\"disabled\":true}", "{\"role\":\"lead\"}")) {
            assertThat(call("PATCH", "/v1/people/admin", "pat_admin", change).problem())
                    .isEqualTo("last-admin");
        }
        service.people.add(new Moderator("id-second", "acme", "second", Role.ADMIN));
        assertThat(call("PATCH", "/v1/people/admin", "pat_admin", "{\"role\":\"lead\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void peopleOfAnotherPlatformAreNotThere() {
        service.people.add(new Moderator("id-other", "other", "Other", Role.MODERATOR));

        for (String who : List.of("Other", "id-other")) {
            assertThat(call("GET", "/v1/people/" + who, "pat_admin", "").status())
                    .isEqualTo(404);
            assertThat(call("PATCH", "/v1/people/" + who, "pat_admin", "{\"disabled\":true}")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(call("GET", "/v1/people", "pat_admin", "").json().path("items"))
                .noneMatch(p -> p.path("name").asText().equals("Other"));
    }

    @Test
    void whatSomebodyOptsOutOfIsHisOwnBusiness() {
        Reply set = call(
                "PUT",
                "/v1/me/preferences",
                "pat_moderator",
                "{\"optOuts\":[\"self_harm\",\"grooming\"],\"theme\":\"dark\",\"blur\":false}");

        assertThat(set.json().path("optOuts")).extracting(JsonNode::asText).containsExactly("grooming", "self_harm");
        JsonNode me = call("GET", "/v1/me", "pat_moderator", "").json();
        assertThat(me.at("/preferences/theme").asText()).isEqualTo("dark");
        assertThat(me.at("/preferences/blur").asBoolean()).isFalse();
        assertThat(me.at("/preferences/greyscale").asBoolean()).isTrue();
        assertThat(call("GET", "/v1/people/moderator", "pat_admin", "")
                        .response()
                        .body())
                .doesNotContain("self_harm", "optOuts", "preferences");
        assertThat(written().stream()
                        .filter(e -> e.draft().verb().equals("preferences_changed"))
                        .map(e -> e.draft().detail().toString()))
                .isNotEmpty()
                .noneMatch(detail -> detail.contains("self_harm"));
    }

    @Test
    void aTokenDoesWhatItsScopesSayUntilItExpiresOrIsRevoked() {
        Reply made =
                call("POST", "/v1/me/tokens", "pat_lead", "{\"name\":\"nightly\",\"scopes\":[\"desk\"],\"days\":2}");
        String token = made.json().path("token").asText();
        String id = made.json().path("id").asText();

        assertThat(made.status()).isEqualTo(201);
        assertThat(call("GET", "/v1/people", token, "").status()).isEqualTo(200);
        Reply beyond = call("PATCH", "/v1/people/moderator", token, "{\"skills\":[]}");
        assertThat(beyond.json().path("needs").asText()).isEqualTo("the scope people");
        assertThat(call("POST", "/v1/me/tokens", token, "{\"name\":\"x\",\"scopes\":[\"read\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(call("GET", "/v1/me/tokens", "pat_lead", "").response().body())
                .contains(id, "nightly")
                .doesNotContain(token);

        service.moveClock(Duration.ofDays(2));
        assertThat(call("GET", "/v1/me", token, "").status()).isEqualTo(401);
        assertThat(call("DELETE", "/v1/me/tokens/" + id, "pat_lead", "").status())
                .isEqualTo(204);
        assertThat(call("DELETE", "/v1/me/tokens/" + id, "pat_lead", "").problem())
                .isEqualTo("unknown-token");
        assertThat(call("DELETE", "/v1/me/tokens/" + id, "pat_admin", "").problem())
                .as("somebody else's")
                .isEqualTo("unknown-token");
    }

    @Test
    void aTokenMakesNoneThatMayDoMoreThanItself() {
        String token = call("POST", "/v1/me/tokens", "pat_lead", "{\"name\":\"a\",\"scopes\":[\"people\"]}")
                .json()
                .path("token")
                .asText();

        assertThat(call("POST", "/v1/me/tokens", token, "{\"name\":\"b\",\"scopes\":[\"desk\"]}")
                        .json()
                        .path("needs")
                        .asText())
                .isEqualTo("the scope desk");
    }

    @Test
    void aRefusalIsWrittenDownOnceAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(call("GET", "/v1/people", "pat_moderator", "").status()).isEqualTo(403);
        }
        service.moveClock(Duration.ofMinutes(1));
        call("GET", "/v1/people", "pat_moderator", "");

        List<AuditEntry> refusals = written().stream()
                .filter(e -> e.draft().verb().equals("call_refused"))
                .toList();
        assertThat(refusals).hasSize(2);
        assertThat(refusals.get(0).draft().actor()).isEqualTo("id-moderator");
        assertThat(refusals.get(0).draft().detail())
                .containsEntry("operation", "listPeople")
                .containsEntry("problem", "forbidden")
                .containsEntry("needs", "the role lead or auditor");
    }

    @Test
    void peopleComeInPages() {
        JsonNode first = call("GET", "/v1/people?limit=3", "pat_lead", "").json();
        JsonNode rest = call(
                        "GET", "/v1/people?limit=3&cursor=" + first.path("next").asText(), "pat_lead", "")
                .json();

        assertThat(first.path("items")).hasSize(3);
        assertThat(rest.path("items")).hasSize(2);
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(call("GET", "/v1/people?cursor=made-up", "pat_lead", "").status())
                .isEqualTo(400);
    }

    /** Else whoever leads could tell to the minute when somebody paused, and for how long. */
    @Test
    void whoCameToHisShiftIsPresentHoweverLongHePauses() {
        call("GET", "/v1/me", "pat_moderator", "");
        assertThat(present()).isTrue();

        service.moveClock(Duration.ofMinutes(45));
        assertThat(present()).isTrue();

        service.moveClock(Duration.ofHours(12));
        assertThat(present()).as("that was another shift").isFalse();
        call("GET", "/v1/me", "pat_moderator", "");
        assertThat(present()).isTrue();
        call("PATCH", "/v1/people/moderator", "pat_admin", "{\"disabled\":true}");
        assertThat(present()).isFalse();
    }

    private boolean present() {
        return call("GET", "/v1/people/moderator", "pat_lead", "")
                .json()
                .path("present")
                .asBoolean();
    }
}
