"""PyTorch's side of a race. Reads a request a line from standard input and answers each, so that it takes its turn within a round.

prepare OPERATION ROWS LENGTH EPSILON   followed by the bytes of x, gain, bias (float32) and labels (int64)  ->  ok
run REPEATS                             ->  seconds, and how often another process had the core in between
answer                                  ->  the sizes of the row results and the scalar results in bytes, and these
"""
import resource
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.set_num_interop_threads(1)
requests, replies = sys.stdin.buffer, sys.stdout.buffer


def read(shape, kind):
    size = torch.Size(shape).numel() * torch.empty(0, dtype=kind).element_size()
    # A copy, aligned as torch aligns its own.
    return torch.frombuffer(bytearray(requests.read(size)), dtype=kind).reshape(shape).clone()


def reply(line):
    replies.write(line.encode() + b"\n")
    replies.flush()


def interruptions():
    return resource.getrusage(resource.RUSAGE_THREAD).ru_nivcsw


def operation(name, x, gain, bias, labels, epsilon):
    """What computes (row results, scalar results), into the same memory each time where PyTorch can."""
    y, scalars = torch.empty_like(x), torch.empty(x.shape[0])
    n = x.shape[-1]

    @torch.enable_grad()
    def gradient():
        leaf = x.detach().requires_grad_()
        losses = F.cross_entropy(leaf, labels, reduction="none")
        return torch.autograd.grad(losses.sum(), leaf)[0], losses.detach()

    return {
        "softmax": lambda: (torch.softmax(x, -1, out=y), None),
        "log-softmax": lambda: (torch.log_softmax(x, -1, out=y), None),
        "log-sum-exp": lambda: (None, torch.logsumexp(x, -1, out=scalars)),
        "cross-entropy": lambda: (None, F.cross_entropy(x, labels, reduction="none")),
        "cross-entropy-gradient": gradient,
        "softmax-top-5": lambda: (torch.topk(torch.softmax(x, -1, out=y), 5)[0], None),
        "layer-norm": lambda: (F.layer_norm(x, (n,), gain, bias, epsilon), None),
        "rms-norm": lambda: (x * torch.rsqrt(x.square().mean(-1, keepdim=True) + epsilon) * gain, None),
    }[name]


def main():
    compute = None
    reply("ready")
    while request := requests.readline().decode().split():
        if request[0] == "prepare":
            rows, n = int(request[2]), int(request[3])
            x, gain, bias = (read(shape, torch.float32) for shape in ((rows, n), (n,), (n,)))
            compute = operation(request[1], x, gain, bias, read((rows,), torch.int64), float(request[4]))
            reply("ok")
        elif request[0] == "run":
            repeats = range(int(request[1]))
            before = interruptions()
            start = time.perf_counter()
            for _ in repeats:
                compute()
            seconds = time.perf_counter() - start
            reply(f"{seconds!r} {interruptions() - before}")
        elif request[0] == "answer":
            parts = [b"" if part is None else part.contiguous().numpy().tobytes() for part in compute()]
            reply(" ".join(str(len(part)) for part in parts))
            for part in parts:
                replies.write(part)
            replies.flush()


with torch.no_grad():
    main()
