package dev.fairway.benchmark;

import dev.fairway.training.torchscript.ScriptModule;

/** ResNet-18 (He et al., <i>Deep residual learning for image recognition</i>, 2016). */
final class ResNet {

    private static final int[] WIDTHS = {64, 128, 256, 512};

    private final Drawing net;

    private ResNet(Drawing net) {
        this.net = net;
    }

    static ScriptModule of(Drawing net) {
        ResNet resNet = new ResNet(net);
        String x = net.add("torch.relu_(%s)", resNet.normalised("x", 64, 3, 7, 2));
        x = net.add("torch.max_pool2d(%s, [3, 3], [2, 2], [1, 1], [1, 1], False)", x);
        int channels = 64;
        for (int width : WIDTHS) {
            x = resNet.block(x, width, channels, width == channels ? 1 : 2);
            x = resNet.block(x, width, width, 1);
            channels = width;
        }
        return net.classes(x, channels, 1_000);
    }

    private String block(String x, int out, int in, int stride) {
        String y = net.add("torch.relu_(%s)", normalised(x, out, in, 3, stride));
        y = normalised(y, out, out, 3, 1);
        String identity = in == out ? x : normalised(x, out, in, 1, stride);
        return net.add("torch.relu_(torch.add_(%s, %s))", y, identity);
    }

    /** A convolution that keeps the extent but for the stride, and its batch normalisation. */
    private String normalised(String x, int out, int in, int kernel, int stride) {
        String maps = net.add("torch.conv2d(%s, %s, None, [%d, %d], [%d, %d], [1, 1], 1)", x,
                net.weight(out, in, kernel, kernel), stride, stride, kernel / 2, kernel / 2);
        return net.add("torch.batch_norm(%s, %s, %s, %s, %s, False, 0.1, 1.0e-05, True)", maps, net.constant(0.9f, out),
                net.constant(0, out), net.statistic(0, out), net.statistic(1, out));
    }
}
