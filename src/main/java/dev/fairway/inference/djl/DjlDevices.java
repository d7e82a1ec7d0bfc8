package dev.fairway.inference.djl;

import dev.fairway.device.Device;

/** Our names of devices in DJL's terms. */
final class DjlDevices {

    private static final String CARD = "cuda:";

    private DjlDevices() {}

    static ai.djl.Device of(Device device) {
        return device.isGpu() ? ai.djl.Device.gpu(number(device)) : ai.djl.Device.cpu();
    }

    /** The number under which CUDA counts a card. */
    static int number(Device card) {
        return Integer.parseInt(card.name().substring(CARD.length()));
    }
}
