package dev.pullcord.web;

import dev.pullcord.wire.SampleEvents;
import java.time.Instant;

/** What each operation is sent. */
final class SampleBodies {
    private SampleBodies() {}

    /** A body that each operation takes. */
    static String of(String id) {
        return switch (id) {
            case "postEvents" -> SampleEvents.all().get("report.flagged").toString();
            case "addDetails" -> "{\"text\":\"it went on\",\"contact\":{\"how\":\"by_receipt\"}}";
            case "answerReview" -> "{\"outcome\":\"no_violation\",\"reason\":\"a quarrel\"}";
            case "markGold" ->
                "{\"case\":\"" + FilledDesk.CASE_CLOSED + "\",\"outcome\":\"no_violation\",\"reason\":\"a quarrel\"}";
            case "unmarkGold" -> "{\"reason\":\"too easy\"}";
            case "previewBulk", "beginBulk" ->
                "{\"cases\":[\"" + FilledDesk.CASE + "\"],\"decision\":{\"outcome\":\"no_violation\",\"reason\":\"x\"}"
                        + (id.equals("beginBulk") ? ",\"why\":\"one quarrel\"}" : "}");
            case "answerBulk" -> "{\"approve\":true,\"reason\":\"I see it too\"}";
            case "proposeMisuse" ->
                "{\"measure\":\"warning\",\"cases\":[\"" + FilledDesk.CASE_CLOSED
                        + "\"],\"reason\":\"again and again\"}";
            case "answerMisuse" -> "{\"approve\":true,\"reason\":\"I see it too\"}";
            case "takeBackMisuse" -> "{\"reason\":\"it was a quarrel of one week\"}";
            case "addPlatformKey" -> "{\"scopes\":[\"events\"]}";
            case "revokePlatformKey", "revokeSigningSecret" -> "{\"reason\":\"it was in a log\"}";
            case "endCallbackSecret" -> "{\"reason\":\"all know the new one\"}";
            case "undoBulk" -> "{\"reason\":\"a slip\"}";
            case "renewClaim" -> "{\"token\":\"t\"}";
            case "releaseClaim" -> "{\"token\":\"t\",\"reason\":\"lunch\"}";
            case "snoozeCase" ->
                "{\"token\":\"secret-token\",\"until\":\"" + Instant.now().plusSeconds(60) + "\",\"reason\":\"x\"}";
            case "escalateCase" -> "{\"token\":\"secret-token\",\"to\":\"lead\",\"reason\":\"beyond me\"}";
            case "attributeCase" -> "{\"token\":\"secret-token\",\"account\":\"a-sub\",\"reason\":\"x\"}";
            case "assignCase" -> "{\"moderator\":\"id-lead\",\"reason\":\"x\"}";
            case "setOnCall" ->
                "{\"people\":[\"id-lead\"],\"from\":\"2026-11-23T09:00:00Z\",\"mail\":{\"id-lead\":\"lea@desk.example\"}}";
            case "handOver" -> "{\"note\":\"call them\"}";
            case "undoDecision" -> "{\"reason\":\"a slip\"}";
            case "correctDecision", "previewDecision" ->
                "{\"outcome\":\"no_violation\",\"reason\":\"he was not there\"}";
            case "lookAgain" -> "{\"agree\":true,\"reason\":\"I see it too\"}";
            case "fileAppeal" -> "{\"decisionId\":\"" + FilledDesk.CASE + ".d1\",\"text\":\"it was not me\"}";
            case "decideAppeal" -> "{\"outcome\":\"overturn\",\"reason\":\"it was not him\"}";
            case "decideCase" ->
                "{\"token\":\"t\",\"outcome\":\"violation\",\"policy\":\"grooming\",\"reason\":\"seen\",\"actions\":"
                        + "[{\"type\":\"warn\"}]}";
            case "settleAction" -> "{\"status\":\"done\",\"reason\":\"in their own tool\"}";
            case "unsettleAction" -> "{\"reason\":\"it was another account\"}";
            case "withdrawProposal" -> "{\"reason\":\"a slip\"}";
            case "answerProposal" -> "{\"approve\":true,\"reason\":\"I see it too\"}";
            case "draftFiling" -> "{\"case\":\"" + FilledDesk.CASE + "\",\"authority\":\"ncmec\"}";
            case "reviseFiling" -> FilingStubs.REVISION;
            case "confirmFiling" -> "{\"version\":1,\"reason\":\"I see it too\"}";
            case "receiptFiling" -> "{\"reference\":\"R-1\",\"proof\":\"a letter\"}";
            case "retractFiling" -> "{\"reason\":\"a slip\"}";
            case "placeHold" ->
                "{\"account\":\"a-mallory\",\"authority\":\"Court of Leeds\",\"reference\":\"L-1\",\"basis\":\"an order\","
                        + "\"reason\":\"asked for\",\"expiresAt\":\""
                        + Instant.now().plusSeconds(86_400) + "\"}";
            case "extendHold" ->
                "{\"expiresAt\":\"" + Instant.now().plusSeconds(90 * 86_400) + "\",\"reason\":\"asked for again\"}";
            case "askErasure" -> "{\"reason\":\"he asked by mail\"}";
            case "proposeRelease" ->
                "{\"recipient\":\"Police of Leeds\",\"reference\":\"L-17\",\"basis\":\"a warrant\",\"reason\":\"asked for\"}";
            case "answerRelease" -> "{\"approve\":true,\"reason\":\"I see it too\"}";
            case "releaseHold" -> "{\"reason\":\"the matter is closed\"}";
            case "answerHold" -> "{\"approve\":true,\"reason\":\"I see it too\"}";
            case "viewEvidence" -> "{\"reason\":\"to tell one from the other\"}";
            case "setPassword" -> "{\"password\":\"correct horse battery\"}";
            case "confirmTotp" -> "{\"code\":\"123456\"}";
            case "addPasskey" -> "{\"name\":\"phone\",\"credential\":{}}";
            case "signInByPasskey" -> "{\"credential\":{}}";
            case "signInByPassword" -> "{\"name\":\"moderator\",\"password\":\"wrong\",\"code\":\"123456\"}";
            case "addToken" -> "{\"name\":\"nightly\",\"scopes\":[\"read\"]}";
            case "addPerson" -> "{\"name\":\"Nia\",\"role\":\"senior\"}";
            case "changePerson" -> "{\"languages\":[\"de\"]}";
            case "lookIntoCase" -> "{\"reason\":\"the same words as in mine\"}";
            case "addNote" -> "{\"text\":\"hello\"}";
            case "shadowPolicy" -> "{\"on\":true}";
            case "addPolicy", "checkPolicy" -> "{\"yaml\":\"base: default-2026-11-01\\nversion: mine\"}";
            default -> "{}";
        };
    }
}
