package dev.pullcord.console;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** A laptop's own authenticator, as Chromium plays it: it keeps passkeys, and its owner's finger is on it unless he takes it away. */
final class VirtualKey {
    private final CDPSession chrome;
    private final String id;

    VirtualKey(Page page) {
        chrome = page.context().newCDPSession(page);
        chrome.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject wanted = new JsonObject();
        wanted.add("options", options);
        id = chrome.send("WebAuthn.addVirtualAuthenticator", wanted)
                .get("authenticatorId")
                .getAsString();
    }

    /** How many passkeys it keeps. */
    int keeps() {
        return chrome.send("WebAuthn.getCredentials", its())
                .getAsJsonArray("credentials")
                .size();
    }

    /** Whose finger it is from now on: its owner's, or another's. */
    void finger(boolean owners) {
        JsonObject said = its();
        said.addProperty("isUserVerified", owners);
        chrome.send("WebAuthn.setUserVerified", said);
    }

    private JsonObject its() {
        JsonObject its = new JsonObject();
        its.addProperty("authenticatorId", id);
        return its;
    }
}
