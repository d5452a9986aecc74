/**
 * The guard's machine code for x86_64, instruction by instruction, at CODE_ADDRESS, with its data at DATA_ADDRESS. It uses no
 * stack, so that two processes can run it in one memory:
 *
 * 1. It makes itself undumpable, so that nobody inside reads or writes its memory, and clones itself, memory and descriptors
 *    shared.
 * 2. The child closes REPORT_FD on exec, installs the filter with a listener (seccomp(2), SECCOMP_FILTER_FLAG_NEW_LISTENER),
 *    tells its number through the memory, and becomes the program.
 * 3. The parent closes its standard streams and waits for what the filter holds back (seccomp_unotify(2)) and for its child
 *    (signalfd(2)). Of each call it writes `struct seccomp_notif` and up to 256 bytes at the address that the call names to
 *    REPORT_FD; then it answers with the call's own error, or lets it go on where the table says 0. It lets nothing go on
 *    that the table refuses, and where it is gone the kernel answers ENOSYS.
 * 4. When the program ends it ends with the same status, and as process 1 takes everything inside with it.
 */
export const GUARD_CODE: readonly string[] = [
  '4989e7', // mov r15,rsp
  'bf04000000', // mov edi,0x4
  '31f6', // xor esi,esi
  '31d2', // xor edx,edx
  '4531d2', // xor r10d,r10d
  '4531c0', // xor r8d,r8d
  'b89d000000', // mov eax,0x9d
  '0f05', // syscall
  'bf11050000', // mov edi,0x511
  '31f6', // xor esi,esi
  '31d2', // xor edx,edx
  '4531d2', // xor r10d,r10d
  '4531c0', // xor r8d,r8d
  'b838000000', // mov eax,0x38
  '0f05', // syscall
  '4885c0', // test rax,rax
  '0f8899020000', // js failed
  '0f849a020000', // je child
  '4989c4', // mov r12,rax
  // wait listener:
  'bf28000001', // mov edi,0x1000028
  '31f6', // xor esi,esi
  'b823000000', // mov eax,0x23
  '0f05', // syscall
  '4c8b2c2500000001', // mov r13,qword 0x1000000
  '4d85ed', // test r13,r13
  '7522', // jne served
  '4c89e7', // mov rdi,r12
  'be08000001', // mov esi,0x1000008
  'ba01000000', // mov edx,0x1
  '4531d2', // xor r10d,r10d
  'b83d000000', // mov eax,0x3d
  '0f05', // syscall
  '4c39e0', // cmp rax,r12
  '0f8455020000', // je failed
  'ebc3', // jmp wait listener
  // served:
  '49ffcd', // dec r13
  '31ff', // xor edi,edi
  'be02000000', // mov esi,0x2
  'ba02000000', // mov edx,0x2
  'b8b4010000', // mov eax,0x1b4
  '0f05', // syscall
  '31ff', // xor edi,edi
  'be20000001', // mov esi,0x1000020
  '31d2', // xor edx,edx
  '41ba08000000', // mov r10d,0x8
  'b80e000000', // mov eax,0xe
  '0f05', // syscall
  'bfffffffff', // mov edi,0xffffffff
  'be20000001', // mov esi,0x1000020
  'ba08000000', // mov edx,0x8
  '41ba00080800', // mov r10d,0x80800
  'b821010000', // mov eax,0x121
  '0f05', // syscall
  '44892c2538000001', // mov dword 0x1000038,r13d
  'c704253c00000101000000', // mov dword 0x100003c,0x1
  '89042540000001', // mov dword 0x1000040,eax
  'c704254400000101000000', // mov dword 0x1000044,0x1
  // reap:
  '48c7c7ffffffff', // mov rdi,0xffffffffffffffff
  'be08000001', // mov esi,0x1000008
  'ba01000000', // mov edx,0x1
  '4531d2', // xor r10d,r10d
  'b83d000000', // mov eax,0x3d
  '0f05', // syscall
  '4c39e0', // cmp rax,r12
  '0f849c010000', // je ended
  '4885c0', // test rax,rax
  '7fd7', // jg reap
  '8b3c2540000001', // mov edi,dword 0x1000040
  'be90000001', // mov esi,0x1000090
  'ba80000000', // mov edx,0x80
  '31c0', // xor eax,eax
  '0f05', // syscall
  'bf38000001', // mov edi,0x1000038
  'be02000000', // mov esi,0x2
  '48c7c2ffffffff', // mov rdx,0xffffffffffffffff
  'b807000000', // mov eax,0x7
  '0f05', // syscall
  '8b04253c000001', // mov eax,dword 0x100003c
  'c1e810', // shr eax,0x10
  'a901000000', // test eax,0x1
  '7514', // jne notified
  'a910000000', // test eax,0x10
  '7492', // je reap
  'c7042538000001ffffffff', // mov dword 0x1000038,0xffffffff
  'eb85', // jmp reap
  // notified:
  'bf90000001', // mov edi,0x1000090
  'b92a000000', // mov ecx,0x2a
  '31c0', // xor eax,eax
  'f348ab', // rep stos qword es:[rdi],rax
  '4489ef', // mov edi,r13d
  'be002150c0', // mov esi,0xc0502100
  'ba90000001', // mov edx,0x1000090
  'b810000000', // mov eax,0x10
  '0f05', // syscall
  '4885c0', // test rax,rax
  '0f8559ffffff', // jne reap
  '8b0425a0000001', // mov eax,dword 0x10000a0
  '41be26000000', // mov r14d,0x26
  '3d00020000', // cmp eax,0x200
  '0f83a3000000', // jae write record
  '440fb6b0e0010001', // movzx r14d,byte [rax+0x10001e0]
  '0fb688e0030001', // movzx ecx,byte [rax+0x10003e0]
  '85c9', // test ecx,ecx
  '0f848c000000', // je write record
  '488b34cda8000001', // mov rsi,qword [rcx*8+0x10000a8]
  '4889f0', // mov rax,rsi
  '25ff0f0000', // and eax,0xfff
  'b900100000', // mov ecx,0x1000
  '29c1', // sub ecx,eax
  '81f900010000', // cmp ecx,0x100
  '7605', // jbe limited
  'b900010000', // mov ecx,0x100
  // limited:
  '4889342558000001', // mov qword 0x1000058,rsi
  '48890c2560000001', // mov qword 0x1000060,rcx
  '4801ce', // add rsi,rcx
  '4889342568000001', // mov qword 0x1000068,rsi
  'b800010000', // mov eax,0x100
  '29c8', // sub eax,ecx
  '4889042570000001', // mov qword 0x1000070,rax
  'c7042548000001e0000001', // mov dword 0x1000048,0x10000e0
  '48c704255000000100010000', // mov qword 0x1000050,0x100
  '8b3c2598000001', // mov edi,dword 0x1000098
  'be48000001', // mov esi,0x1000048
  'ba01000000', // mov edx,0x1
  '41ba58000001', // mov r10d,0x1000058
  '41b802000000', // mov r8d,0x2
  '4531c9', // xor r9d,r9d
  'b836010000', // mov eax,0x136
  '0f05', // syscall
  // write record:
  'bf07000000', // mov edi,0x7
  'be90000001', // mov esi,0x1000090
  'ba50010000', // mov edx,0x150
  'b801000000', // mov eax,0x1
  '0f05', // syscall
  '488b042590000001', // mov rax,qword 0x1000090
  '4889042578000001', // mov qword 0x1000078,rax
  '31c0', // xor eax,eax
  '4889042580000001', // mov qword 0x1000080,rax
  '41f7de', // neg r14d
  '4489342588000001', // mov dword 0x1000088,r14d
  '0f94c0', // sete al
  '8904258c000001', // mov dword 0x100008c,eax
  '4489ef', // mov edi,r13d
  'be012118c0', // mov esi,0xc0182101
  'ba78000001', // mov edx,0x1000078
  'b810000000', // mov eax,0x10
  '0f05', // syscall
  'e940feffff', // jmp reap
  // ended:
  '8b042508000001', // mov eax,dword 0x1000008
  '89c7', // mov edi,eax
  '83e07f', // and eax,0x7f
  '7408', // je exited
  '8db880000000', // lea edi,[rax+0x80]
  'eb09', // jmp leave
  // exited:
  'c1ef08', // shr edi,0x8
  '81e7ff000000', // and edi,0xff
  // leave:
  'b8e7000000', // mov eax,0xe7
  '0f05', // syscall
  // failed:
  'bf7e000000', // mov edi,0x7e
  'ebf2', // jmp leave
  // child:
  'bf07000000', // mov edi,0x7
  'be02000000', // mov esi,0x2
  'ba01000000', // mov edx,0x1
  'b848000000', // mov eax,0x48
  '0f05', // syscall
  'bf01000000', // mov edi,0x1
  'be08000000', // mov esi,0x8
  'ba10000001', // mov edx,0x1000010
  'b83d010000', // mov eax,0x13d
  '0f05', // syscall
  '4885c0', // test rax,rax
  '7822', // js child failed
  '48ffc0', // inc rax
  '4889042500000001', // mov qword 0x1000000,rax
  '498b7f10', // mov rdi,qword [r15+0x10]
  '498d7710', // lea rsi,[r15+0x10]
  '498b07', // mov rax,qword [r15]
  '498d54c710', // lea rdx,[r15+rax*8+0x10]
  'b83b000000', // mov eax,0x3b
  '0f05', // syscall
  // child failed:
  'bf7f000000', // mov edi,0x7f
  'b83c000000', // mov eax,0x3c
  '0f05', // syscall
];
