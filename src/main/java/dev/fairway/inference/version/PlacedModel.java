package dev.fairway.inference.version;

import dev.fairway.device.Device;
import dev.fairway.device.Reservation;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.tensor.Tensor;
import java.util.List;

/** A network on a device, and the memory that is kept for it there: given back only once the network is gone. */
record PlacedModel(LoadedModel model, Device device, Reservation reservation) implements LoadedModel {

    @Override
    public List<Tensor> run(List<Tensor> inputs) {
        return model.run(inputs);
    }

    @Override
    public void close() {
        model.close();
        reservation.release(device);
    }
}
