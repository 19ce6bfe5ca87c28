"""İYS (İleti Yönetim Sistemi, message management system): its rules, its files, its clock."""
