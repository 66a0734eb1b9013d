package dev.pullcord.web;

import dev.pullcord.enforcement.Connections;
import dev.pullcord.intake.NativeEvents;

/**
 * How platforms' calls are reached.
 *
 * @param natives how their meeting systems' own webhooks are read
 * @param connections how they are
 */
public record Reached(NativeEvents natives, Connections connections) {}
