/* T processes add 1 to a counter K times. A read and a write of it are a step each, as in programs/checked/lost_update, and
   whatever a process does by itself comes along with them. With PLAIN it is written down as one would who does not think of
   that; OUTCOMES prints what is in the counter at each end. */
#ifndef T
#define T 2
#endif
#ifndef K
#define K 2
#endif

byte counter, finished;

active [T] proctype work()
{
	byte round, seen;
#ifdef PLAIN
	do
	:: round < K -> seen = counter; counter = seen + 1; round++
	:: else -> break
	od
#else
	/* At its end a process stays: to go away would be a step of its own. */
end:
	do
	:: d_step { round < K -> seen = counter };
	   d_step {
		counter = seen + 1;
		seen = 0;
		round++;
		if
		:: round == K -> finished++
		:: else
		fi;
#ifdef OUTCOMES
		if
		:: finished == T -> c_code { printf("outcome %d\n", (int) now.counter); }
		:: else
		fi
#else
		skip
#endif
	   }
	od
#endif
}
