package dev.fairway.contract.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is taken from callers.
 *
 * @param maxBody the greatest body of a request; uploads, which go to disk as they come, have Spring's multipart limit
 */
@ConfigurationProperties("fairway.contract")
record ContractProperties(@DefaultValue("64MB") DataSize maxBody) {}
