"""Fits a line to points from worker processes, convolves, and reads a saved tensor back."""

import os
import tempfile

import numpy
import torch

torch.manual_seed(1)
torch.set_num_threads(2)
weights = torch.tensor([2.0, -3.0, 0.5])
inputs = torch.randn(512, 3)
data = torch.utils.data.TensorDataset(inputs, inputs @ weights + 1.0)
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(15):
    # Each worker is a process that hands its tensors over in /dev/shm.
    for features, target in torch.utils.data.DataLoader(data, batch_size=64, num_workers=2):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(features).squeeze(1), target)
        loss.backward()
        optimizer.step()
assert loss.item() < 1e-6, f"the loss is still {loss.item()}"
assert torch.allclose(model.weight[0], weights, atol=1e-3), model.weight
assert torch.nn.Conv2d(3, 8, 3, padding=1)(torch.randn(2, 3, 32, 32)).shape == (2, 8, 32, 32)

file = os.path.join(tempfile.mkdtemp(), "model.pt")
torch.save(model.state_dict(), file)
assert torch.equal(torch.load(file)["weight"], model.weight.detach())
assert numpy.allclose(inputs.numpy() @ weights.numpy(), (inputs @ weights).numpy(), atol=1e-5)
print("SMOKE OK on", "a GPU" if torch.cuda.is_available() else "the CPU", torch.__version__)
