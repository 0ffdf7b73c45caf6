/* N philosophers take two forks and put them back. Taking and putting back are a step each, as in programs/checked/philosophers;
   with ORDERED the fork of the lower number comes first. with FUSED, who can take the second puts both back at once. */
#ifndef N
#define N 5
#endif
#ifdef ORDERED
#define FIRST (_pid == N - 1 -> 0 : _pid)
#define SECOND (_pid == N - 1 -> N - 1 : _pid + 1)
#else
#define FIRST _pid
#define SECOND ((_pid + 1) % N)
#endif

bool taken[N];

active [N] proctype philosopher()
{
	d_step { !taken[FIRST] -> taken[FIRST] = true };
#ifdef FUSED
	d_step { !taken[SECOND] -> taken[FIRST] = false };
#else
	d_step { !taken[SECOND] -> taken[SECOND] = true };
	taken[SECOND] = false;
	taken[FIRST] = false;
#endif
	/* At its end a process stays: to go away would be a step of its own. */
end:
	false
}
