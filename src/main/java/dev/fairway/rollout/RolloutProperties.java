package dev.fairway.rollout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How routes follow the database.
 *
 * @param refresh how long it takes at most until an alias or a split that another replica has changed is followed here
 */
@ConfigurationProperties("fairway.rollout")
record RolloutProperties(@DefaultValue("5s") Duration refresh) {}
